using FlowBuilder.Interchange.Bundles;

namespace FlowBuilder.Web.Components.Home;

/// <summary>A file that somebody wants to import, read and found good.</summary>
/// <param name="FileName">The file.</param>
/// <param name="Bundle">What it holds: a bundle, or a lone flow as one.</param>
public sealed record PickedBundle(string FileName, FlowBundle Bundle);
