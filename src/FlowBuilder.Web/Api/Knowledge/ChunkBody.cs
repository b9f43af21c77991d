namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What is to be changed of a chunk; what is left out stays.</summary>
internal sealed record ChunkBody
{
    /// <summary>Another text.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it is found.</summary>
    public bool? IsEnabled { get; init; }
}
