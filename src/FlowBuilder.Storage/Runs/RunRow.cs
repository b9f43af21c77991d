using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Runs;

/// <summary>A run as its row has it.</summary>
internal sealed class RunRow
{
    public const string Columns =
        """
        id AS Id, flow_id AS FlowId, flow_name AS FlowName, semantic_hash AS SemanticHash, session AS Session, endpoint AS Endpoint,
        endpoint_version AS EndpointVersion, status AS Status,
        started_at AS StartedAt, duration_ms AS DurationMs, usage AS Usage, fault AS Fault, failed_node AS FailedNode
        """;

    public required string Id { get; init; }

    public string? FlowId { get; init; }

    public required string FlowName { get; init; }

    public required string SemanticHash { get; init; }

    public string? Session { get; init; }

    public string? Endpoint { get; init; }

    public long? EndpointVersion { get; init; }

    public required string Status { get; init; }

    public required string StartedAt { get; init; }

    public double? DurationMs { get; init; }

    public string? Usage { get; init; }

    public string? Fault { get; init; }

    public string? FailedNode { get; init; }

    public static RunRow From(RunRecord run) => new()
    {
        Id = run.RunId,
        FlowId = run.FlowId,
        FlowName = run.FlowName,
        SemanticHash = run.SemanticHash,
        Session = run.Session,
        Endpoint = run.Endpoint?.Slug,
        EndpointVersion = run.Endpoint?.Version,
        Status = StoredName.Of(run.Status),
        StartedAt = StoredTime.Write(run.StartedAt),
        DurationMs = run.DurationMs,
        Usage = Json(run.Usage),
        Fault = Json(run.Fault),
        FailedNode = run.FailedNode,
    };

    public RunRecord ToRecord() => new()
    {
        RunId = Id,
        FlowId = FlowId,
        FlowName = FlowName,
        SemanticHash = SemanticHash,
        Session = Session,
        Endpoint = Endpoint is null ? null : new EndpointVersion(Endpoint, (int)EndpointVersion!.Value),
        Status = StoredName.Read<RunStatus>(Status),
        StartedAt = StoredTime.Read(StartedAt),
        DurationMs = DurationMs,
        Usage = Value<TokenUsage>(Usage),
        Fault = Value<NodeFault>(Fault),
        FailedNode = FailedNode,
    };

    private static string? Json<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, CoreJson.Options);

    private static T? Value<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, CoreJson.Options);
}
