using System.Text;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>A text as signs are looked for in it: one form of each letter, small, without hidden characters and with single blanks.</summary>
internal static class FoldedText
{
    // Cyrillic and Greek letters that look like Latin ones (from Unicode's confusables, UTS 39).
    private const string Lookalikes = "аaеeоoрpсcуyхxіiјjѕsԁdһhοoαaνvιiκkρpτtυuωw";

    /// <summary>Folds a text.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Compatible(text))
        {
            if (HiddenText.IsHidden(letter)) continue;
            if (letter == '\n')
            {
                if (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
                folded.Append('\n');
            }
            else if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                if (folded.Length > 0 && folded[^1] is not (' ' or '\n')) folded.Append(' ');
            }
            else
            {
                // The marks of Markdown and quotes stand between words of a sign as well as around them.
                if (letter is '*' or '`' or '‘' or '“' or '”' or '"') continue;
                folded.Append(Plain(char.ToLowerInvariant(letter == '’' ? '\'' : letter)));
            }
        }

        return folded.ToString();
    }

    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate has no normal form.
            return text;
        }
    }

    private static char Plain(char letter)
    {
        if (char.IsAscii(letter)) return letter;
        var at = Lookalikes.IndexOf(letter, StringComparison.Ordinal);
        return at >= 0 && at % 2 == 0 ? Lookalikes[at + 1] : letter;
    }
}
