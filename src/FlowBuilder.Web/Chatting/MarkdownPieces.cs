namespace FlowBuilder.Web.Chatting;

/// <summary>Cuts a growing Markdown text into pieces that stand by themselves: all but the last never change again.</summary>
/// <remarks>So that a page draws each piece once, and only the last anew while the text comes.</remarks>
internal sealed class MarkdownPieces
{
    private readonly List<string> _done = [];
    private string _text = "";
    private int _start;

    /// <summary>The pieces of the text so far; the last may still grow.</summary>
    public IReadOnlyList<string> All { get; private set; } = [];

    /// <summary>Takes the text as it is now. One that does not go on from the last is cut anew.</summary>
    public void Show(string text)
    {
        if (text == _text) return;
        if (!text.StartsWith(_text, StringComparison.Ordinal))
        {
            _done.Clear();
            _start = 0;
        }

        _text = text;
        Cut();
        All = _start < text.Length || _done.Count == 0 ? [.. _done, text[_start..]] : [.. _done];
    }

    // A piece ends at an empty line that is in no fence and after which no list, quotation or indented text goes on.
    private void Cut()
    {
        string? fence = null;
        var (emptyLine, holdsList) = (false, false);
        var at = _start;
        while (at < _text.Length)
        {
            var end = _text.IndexOf('\n', at);

            // The last line is not whole yet: nobody knows what it will be.
            if (end < 0) return;
            var line = _text.AsSpan(at, end - at).TrimEnd();
            var bare = line.TrimStart();
            if (fence is not null)
            {
                if (bare.StartsWith(fence) && bare.Trim(fence[0]).IsEmpty) fence = null;
            }
            else if (FenceOf(bare) is { } opened)
            {
                if (emptyLine && !IsIndented(line))
                {
                    Close(at);
                    holdsList = false;
                }

                fence = opened;
            }
            else if (!bare.IsEmpty)
            {
                var isItem = IsItem(bare);
                if (emptyLine && !IsIndented(line) && !(isItem && holdsList))
                {
                    Close(at);
                    holdsList = false;
                }

                holdsList |= isItem;
            }

            emptyLine = fence is null && bare.IsEmpty;
            at = end + 1;
        }
    }

    private void Close(int end)
    {
        _done.Add(_text[_start..end]);
        _start = end;
    }

    private static string? FenceOf(ReadOnlySpan<char> line)
    {
        var mark = line.IsEmpty ? '\0' : line[0];
        if (mark is not ('`' or '~')) return null;
        var length = line.IndexOfAnyExcept(mark) is var other && other < 0 ? line.Length : other;
        return length >= 3 ? new string(mark, length) : null;
    }

    private static bool IsIndented(ReadOnlySpan<char> line) => !line.IsEmpty && line[0] is ' ' or '\t';

    // The next item of a list belongs to the list, whose numbers count on; so does the next line of a quotation.
    private static bool IsItem(ReadOnlySpan<char> line)
    {
        if (line[0] == '>' || (line[0] is '-' or '*' or '+' && line.Length > 1 && line[1] == ' ')) return true;
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 10 && line[digits] is '.' or ')';
    }
}
