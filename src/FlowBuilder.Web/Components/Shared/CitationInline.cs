using Markdig.Syntax.Inlines;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>A number in square brackets, by which an answer cites a source.</summary>
internal sealed class CitationInline : LeafInline
{
    /// <summary>The number, 0 to 999.</summary>
    public required int Number { get; init; }
}
