using FlowBuilder.Core.Auditing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Auditing;

/// <summary>An entry of the audit log as its row has it.</summary>
internal sealed class AuditRow
{
    public const string Columns =
        "number AS Number, at AS At, account AS AccountId, actor AS Actor, key AS KeyId, address AS Address, action AS Action, "
        + "target AS TargetId, target_name AS TargetName, detail AS Detail";

    public long Number { get; init; }

    public required string At { get; init; }

    public string? AccountId { get; init; }

    public required string Actor { get; init; }

    public string? KeyId { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public string? TargetId { get; init; }

    public string? TargetName { get; init; }

    public string? Detail { get; init; }

    public static AuditRow Of(AuditEntry entry) => new()
    {
        At = StoredTime.Write(entry.At),
        AccountId = entry.AccountId,
        Actor = entry.Actor,
        KeyId = entry.KeyId,
        Address = entry.Address,
        Action = entry.Action,
        TargetId = entry.TargetId,
        TargetName = entry.TargetName,
        Detail = entry.Detail,
    };

    public AuditEntry ToEntry() => new()
    {
        At = StoredTime.Read(At),
        AccountId = AccountId,
        Actor = Actor,
        KeyId = KeyId,
        Address = Address,
        Action = Action,
        TargetId = TargetId,
        TargetName = TargetName,
        Detail = Detail,
    };
}
