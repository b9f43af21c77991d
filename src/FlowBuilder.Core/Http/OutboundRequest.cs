using System.Collections.Immutable;

namespace FlowBuilder.Core.Http;

/// <summary>A request to somewhere outside.</summary>
/// <param name="Method">GET, POST and their like.</param>
/// <param name="Address">An absolute <c>http</c> or <c>https</c> address.</param>
public sealed record OutboundRequest(HttpMethod Method, Uri Address)
{
    /// <summary>Headers, sent to this host only: after a redirect to another, none but <c>Accept</c> and its like goes along.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, or null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Media type of the body.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>The longest that the whole exchange may take, redirects included.</summary>
    /// <value>60 seconds by default.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest response body, in bytes after decompression.</summary>
    /// <value>10 MB by default.</value>
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Whether redirects are followed; where they are not, one is a response like any other.</summary>
    /// <value>True by default.</value>
    public bool FollowsRedirects { get; init; } = true;

    /// <summary>Whether the response's body is read; where it is not, the response has an empty one.</summary>
    /// <value>True by default.</value>
    public bool ReadsBody { get; init; } = true;
}
