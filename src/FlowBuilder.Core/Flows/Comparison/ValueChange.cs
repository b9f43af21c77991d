using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>One value that differs between two versions of a flow: a setting, a title, a name.</summary>
/// <param name="Path">Its place within its part, as in <c>settings.template</c>, <c>policy.retries</c>, <c>title</c>.</param>
/// <param name="Label">Its name for people.</param>
public sealed record ValueChange(string Path, LocalText Label)
{
    /// <summary>The older value as it stands in the file; null where the file says nothing.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The newer value as it stands in the file; null where the file says nothing.</summary>
    public JsonElement? After { get; init; }

    /// <summary>The older value in words, a setting's default where the file says nothing; null where there is none.</summary>
    public LocalText? BeforeText { get; init; }

    /// <summary>The newer value in words, a setting's default where the file says nothing; null where there is none.</summary>
    public LocalText? AfterText { get; init; }

    /// <summary>Both texts word by word; empty for short values, which are better read side by side.</summary>
    public ImmutableArray<TextPiece> Pieces { get; init; } = [];

    /// <summary>What changed within a flow that the setting embeds, where both versions embed one.</summary>
    public FlowComparison? Inner { get; init; }

    /// <summary>Whether it is a setting that no form shows, because the editor fills it in by itself.</summary>
    public bool IsHidden { get; init; }
}
