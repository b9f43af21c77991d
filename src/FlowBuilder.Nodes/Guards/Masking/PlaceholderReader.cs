using System.Text;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Nodes.Guards.Masking;

/// <summary>Finds placeholders in a text that comes in pieces and puts back what they stand for.</summary>
/// <remarks>
/// Models write placeholders in small letters, without their brackets or with the marks of Markdown before them: all of these
/// are read. It holds back no more than the word that is being written, at most <see cref="Longest"/> characters.
/// </remarks>
/// <param name="vault">What the placeholders stand for.</param>
internal sealed partial class PlaceholderReader(PlaceholderVault vault)
{
    /// <summary>More characters than any placeholder has.</summary>
    public const int Longest = 40;

    private readonly StringBuilder _held = new();

    /// <summary>How many placeholders were turned back.</summary>
    public int Restored { get; private set; }

    /// <summary>How many stayed, because this run did not make them.</summary>
    public int Unknown { get; private set; }

    /// <summary>Takes the next piece and gives what is sure by now; may be empty.</summary>
    public string Append(string chunk)
    {
        _held.Append(chunk);
        var text = _held.ToString();
        var end = text.Length;
        while (end > 0 && IsOfPlaceholder(text[end - 1])) end--;
        if (text.Length - end > 2 * Longest) end = text.Length - Longest;
        return Give(text, end);
    }

    /// <summary>The text has ended: gives the rest.</summary>
    public string End()
    {
        var text = _held.ToString();
        return Give(text, text.Length);
    }

    private static bool IsOfPlaceholder(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '[' or ']' or '\\';

    private string Give(string text, int end)
    {
        var given = new StringBuilder();
        var at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            if (match.Index >= end) break;
            if (match.Index + match.Length > end)
            {
                end = match.Index;
                break;
            }

            given.Append(text, at, match.Index - at).Append(TextOf(match));
            at = match.Index + match.Length;
        }

        given.Append(text, at, end - at);
        _held.Clear().Append(text, end, text.Length - end);
        return given.ToString();
    }

    private string TextOf(Match match)
    {
        var name = match.Value.Replace("\\", "", StringComparison.Ordinal).Trim('[', ']');
        if (vault.Reveal(name) is { } text)
        {
            Restored++;

            // A bracket on one side only is the sentence's own.
            var (opens, closes) = (match.Groups["open"].Value, match.Groups["close"].Value);
            return opens.Length > 0 == closes.Length > 0 ? text : opens + text + closes;
        }

        Unknown++;
        return match.Value;
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?<open>\\?\[)?(?:EMAIL|ACCOUNT|CARD|RESIDENT|BUSINESS|PHONE|IP|PASSPORT)\\?_[BCDFGHJ-NP-TV-XZ2-9]{5}(?:\\?_[0-9]{1,4})?(?![A-Za-z0-9_])(?<close>\\?\])?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
