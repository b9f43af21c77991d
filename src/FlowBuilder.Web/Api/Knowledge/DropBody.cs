namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Which chunks are dropped, or brought back.</summary>
internal sealed record DropBody
{
    /// <summary>The most chunks at once.</summary>
    public const int MostChunks = 1_000;

    /// <summary>Their ids.</summary>
    public required IReadOnlyList<string> ChunkIds { get; init; }

    /// <summary>Whether they are to be found again; false drops them.</summary>
    public bool IsEnabled { get; init; }
}
