using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>One heading of the palette with the node types under it.</summary>
/// <param name="Id">Names it, also where it is remembered as folded.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Types">The node types.</param>
internal sealed record PaletteGroup(string Id, string Title, IReadOnlyList<NodeType> Types);
