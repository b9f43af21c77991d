namespace FlowBuilder.Web.Api.Publishing;

/// <summary>What a caller sends to publish a flow.</summary>
internal sealed record PublishBody
{
    /// <summary>The endpoint's name: lower-case letters, digits and inner hyphens.</summary>
    public required string Slug { get; init; }

    /// <summary>What is new in this version.</summary>
    public string? Note { get; init; }
}
