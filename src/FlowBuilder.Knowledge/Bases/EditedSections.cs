using System.Text;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The texts of sections, with what people wrote in place of passages in them: else a model would be given what they corrected.</summary>
/// <param name="edited">The passages that were written anew, in order, with what stands for each.</param>
internal sealed class EditedSections(IReadOnlyList<(Passage Passage, string Text)> edited)
{
    private readonly Dictionary<WiderSection, string> _texts = new(ReferenceEqualityComparer.Instance);

    /// <summary>The text of a section.</summary>
    public string TextOf(WiderSection section)
    {
        if (_texts.TryGetValue(section, out var known)) return known;
        var inIt = edited.Where(edit => ReferenceEquals(edit.Passage.Wider, section)).ToList();
        return _texts[section] = inIt.Count == 0 ? section.Text : Rewritten(section, inIt);
    }

    // Passages may overlap: what two edits cover both is left out once, and each edit stands whole.
    private static string Rewritten(WiderSection section, List<(Passage Passage, string Text)> edits)
    {
        var text = new StringBuilder();
        var from = section.Range.Start;
        foreach (var (passage, written) in edits)
        {
            if (passage.Range.Start > from) text.Append(Between(section, from, passage.Range.Start));
            text.Append(written);
            from = Math.Max(from, passage.Range.End);
        }

        return text.Append(Between(section, from, section.Range.End)).ToString();
    }

    private static ReadOnlySpan<char> Between(WiderSection section, int start, int end) =>
        section.Text.AsSpan(start - section.Range.Start, end - start);
}
