using System.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Puts running text together as a browser lays it out: white space runs into one blank, blocks stand apart.</summary>
internal sealed class TextFlow
{
    private readonly StringBuilder _text = new();
    private int _breaks;
    private bool _blank;
    private string _prefix = "";

    /// <summary>Adds words; white space of any length counts as one blank.</summary>
    public void Words(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (char.IsWhiteSpace(c) && c != '\u00A0') _blank = true;
            else if (c is not ('\u00AD' or '\u200B' or '\uFEFF')) Put(c == '\u00A0' ? ' ' : c);
        }
    }

    /// <summary>Adds text as it stands, line breaks and indents included.</summary>
    public void Verbatim(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == '\r') continue;
            if (_text.Length == 0 && c == '\n') continue;
            Put(c);
        }
    }

    /// <summary>Ends the line.</summary>
    /// <param name="lines">1 for a new line, 2 for an empty line between.</param>
    public void Break(int lines)
    {
        _breaks = Math.Max(_breaks, lines);
        _blank = false;
    }

    /// <summary>Puts something before the next words, such as a bullet; nothing if none follow on this line.</summary>
    public void Prefix(string prefix)
    {
        _prefix = prefix;
        _blank = false;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().Trim();

    private void Put(char c)
    {
        if (_breaks > 0 && _text.Length > 0) _text.Append('\n', _breaks);
        else if (_blank && _prefix.Length == 0 && _text.Length > 0 && _breaks == 0) _text.Append(' ');
        _text.Append(_prefix).Append(c);
        _breaks = 0;
        _blank = false;
        _prefix = "";
    }
}
