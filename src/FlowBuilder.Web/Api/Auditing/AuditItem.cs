using FlowBuilder.Core.Auditing;

namespace FlowBuilder.Web.Api.Auditing;

/// <summary>An entry of the audit log as the API shows it.</summary>
/// <param name="Number">Its number, greater than that of every earlier one.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Action">What was done: see docs/accounts.md.</param>
/// <param name="Actor">What whoever did it was called then.</param>
/// <param name="AccountId">The account that did it; absent where it is not known, or there was none.</param>
/// <param name="KeyId">The API key that it was done with, or absent.</param>
/// <param name="Address">Where it came from, or absent.</param>
/// <param name="TargetId">What it was done to, or absent.</param>
/// <param name="TargetName">What that was called then, or absent.</param>
/// <param name="Detail">More about it, or absent.</param>
internal sealed record AuditItem(
    long Number,
    DateTimeOffset At,
    string Action,
    string Actor,
    string? AccountId,
    string? KeyId,
    string? Address,
    string? TargetId,
    string? TargetName,
    string? Detail)
{
    public static AuditItem Of((long Number, AuditEntry Entry) found)
    {
        var entry = found.Entry;
        return new AuditItem(
            found.Number, entry.At, entry.Action, entry.Actor, entry.AccountId, entry.KeyId, entry.Address, entry.TargetId, entry.TargetName, entry.Detail);
    }
}
