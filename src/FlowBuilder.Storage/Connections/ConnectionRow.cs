namespace FlowBuilder.Storage.Connections;

/// <summary>A connection as its row has it.</summary>
internal sealed class ConnectionRow
{
    public const string Columns = "name AS Name, kind AS Kind, base_url AS BaseUrl, models AS Models, limits AS Limits, fallback AS Fallback, api_key AS ApiKey, recording AS Recording";

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public string? BaseUrl { get; init; }

    public required string Models { get; init; }

    public required string Limits { get; init; }

    public string? Fallback { get; init; }

    public byte[]? ApiKey { get; init; }

    public string? Recording { get; init; }
}
