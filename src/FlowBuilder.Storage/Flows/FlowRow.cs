using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Flows;

/// <summary>A flow as its row has it.</summary>
internal sealed class FlowRow
{
    /// <summary>Without the document, which a list does not read.</summary>
    public const string Columns = "id AS Id, revision AS Revision, name AS Name, description AS Description, tags AS Tags, updated_at AS UpdatedAt, deleted_at AS DeletedAt";

    public required string Id { get; init; }

    public long Revision { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Tags { get; init; }

    public required string UpdatedAt { get; init; }

    public string? DeletedAt { get; init; }

    public byte[] Document { get; init; } = [];

    public static FlowRow From(string id, long revision, Flow flow, byte[] document, DateTimeOffset now) => new()
    {
        Id = id,
        Revision = revision,
        Name = flow.Name,
        Description = flow.Description,
        Tags = JsonSerializer.Serialize(flow.Tags.IsDefault ? [] : flow.Tags, CoreJson.Options),
        UpdatedAt = StoredTime.Write(now),
        Document = document,
    };

    public FlowSummary ToSummary() => new(
        Id, Revision, Name, Description, [.. JsonSerializer.Deserialize<string[]>(Tags, CoreJson.Options) ?? []], StoredTime.Read(UpdatedAt))
    {
        DeletedAt = DeletedAt is null ? null : StoredTime.Read(DeletedAt),
    };
}
