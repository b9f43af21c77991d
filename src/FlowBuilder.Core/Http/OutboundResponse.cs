namespace FlowBuilder.Core.Http;

/// <summary>What came back from outside.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Address">Where it came from in the end, after redirects.</param>
/// <param name="Body">The whole body, decompressed.</param>
public sealed record OutboundResponse(int Status, Uri Address, ReadOnlyMemory<byte> Body)
{
    /// <summary>Media type as the server named it, such as <c>text/html</c>; empty where it named none.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Character set as the server named it; empty where it named none.</summary>
    public string CharSet { get; init; } = "";

    /// <summary>When the server wants to be asked again, from now; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the status says that it went well.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
