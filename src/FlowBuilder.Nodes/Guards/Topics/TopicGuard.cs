using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards.Topics;

/// <summary>Looks for the words of a list, sentence by sentence.</summary>
internal sealed class TopicGuard(TopicWords words) : ITextGuard
{
    private readonly SentenceWindow _window = new();

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> Append(string chunk) => _window.Append(chunk).Select(Look);

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> End() => _window.End().Select(Look);

    private GuardPiece Look((string Before, string Sentence) part)
    {
        var (before, sentence) = (TopicWords.Composed(part.Before), TopicWords.Composed(part.Sentence));
        var findings = new List<GuardFinding>();
        var masked = new StringBuilder(sentence);
        foreach (var (start, length, word) in words.Find(before + sentence))
        {
            var end = start + length - before.Length;
            if (end <= 0) continue;
            findings.Add(new GuardFinding(word, LocalText.Verbatim($"\"{word}\"")));
            for (var i = Math.Max(0, start - before.Length); i < end; i++)
            {
                if (!char.IsWhiteSpace(masked[i])) masked[i] = '*';
            }
        }

        return findings.Count == 0 ? GuardPiece.Clean(part.Sentence) : new GuardPiece(part.Sentence, masked.ToString(), findings);
    }
}
