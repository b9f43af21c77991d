using System.Collections.Immutable;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>A flow with the stored flows that it runs, to be moved to another installation in one file.</summary>
/// <param name="Flows">The flows; the first is the one that the bundle is about, and the others are what it runs.</param>
public sealed record FlowBundle(ImmutableArray<BundledFlow> Flows)
{
    /// <summary>The ending of a bundle's file name.</summary>
    public const string FileEnding = ".flow.zip";

    /// <summary>The media type of a bundle.</summary>
    public const string MediaType = "application/zip";

    /// <summary>The knowledge bases that it brings along.</summary>
    public ImmutableArray<BundledKnowledge> Knowledge { get; init; } = [];

    /// <summary>The flow that the bundle is about.</summary>
    public BundledFlow Main => Flows[0];
}
