using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>Rewrites the citations of an answer while it comes: each becomes <c>[n]</c>, numbered in the order of first use.</summary>
/// <remarks>
/// What names no source that exists is taken out, with the blank before it. Code (fenced and between backticks), escaped brackets
/// and links stay as they are. Text is handed on as soon as it is certain: all but the last few characters. For one thread at a time.
/// </remarks>
/// <param name="numbers">Numbers the sources.</param>
internal sealed partial class CitationText(CitationNumbers numbers)
{
    private const int MostCode = 2000;
    private const int MostFenceLine = 200;
    private const int Wait = 0;

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(CitationMark.Openers + "`\\ \t\n");

    private readonly StringBuilder _ready = new();
    private string _pending = "";
    private string? _fence;
    private bool _isLineStart = true;
    private bool _isInFenceLine;
    private bool _usesSquare;

    /// <summary>Takes more of the answer; gives what of it is certain now.</summary>
    public string Append(string chunk) => Take(_pending + chunk, isWhole: false);

    /// <summary>Ends the answer; gives what is left of it.</summary>
    public string End() => Take(_pending, isWhole: true);

    private string Take(string text, bool isWhole)
    {
        var at = 0;
        while (at < text.Length)
        {
            var step = _fence is not null ? Fenced(text, at, isWhole) : Step(text, at, isWhole);
            if (step == Wait) break;
            at += step;
        }

        _pending = text[at..];
        var ready = _ready.ToString();
        _ready.Clear();
        return ready;
    }

    private int Step(string text, int at, bool isWhole)
    {
        if (_isLineStart && Fence(text, at, isWhole) is { } fence) return fence;
        switch (text[at])
        {
            case '\n':
                _isLineStart = true;
                _ready.Append('\n');
                return 1;
            case ' ' or '\t':
                return Blank(text, at, isWhole);
            case '`':
                return Code(text, at, isWhole);
            case '\\':
                if (at + 1 == text.Length && !isWhole) return Wait;
                return Keep(text, at, Math.Min(2, text.Length - at));
            case var opener when CitationMark.Openers.Contains(opener, StringComparison.Ordinal):
                return Mark(text, at, at, isWhole);
            default:
                var next = text.AsSpan(at).IndexOfAny(Special);
                return Keep(text, at, next < 0 ? text.Length - at : next);
        }
    }

    // A fence is known by its whole first line; what cannot become one is not waited for.
    private int? Fence(string text, int at, bool isWhole)
    {
        var end = text.IndexOf('\n', at);
        var line = end < 0 ? text[at..] : text[at..end];
        if (end < 0 && !isWhole && line.Length < MostFenceLine && MayOpen().IsMatch(line)) return Wait;
        if (!Opens().IsMatch(line)) return null;
        _fence = Opens().Match(line).Groups[1].Value;
        return Copy(text, at, end < 0 ? line.Length : line.Length + 1);
    }

    private int Fenced(string text, int at, bool isWhole)
    {
        var end = text.IndexOf('\n', at);
        var line = (end < 0 ? text.AsSpan(at) : text.AsSpan(at, end - at)).Trim();
        if (!_isInFenceLine)
        {
            var mayClose = line.Trim(_fence![0]).IsEmpty && line.Length < MostFenceLine;
            if (end < 0 && !isWhole && mayClose) return Wait;
            if (mayClose && line.Length >= _fence.Length)
            {
                _fence = null;
                _isLineStart = true;
            }
        }

        _isInFenceLine = end < 0;
        return Copy(text, at, end < 0 ? text.Length - at : end - at + 1);
    }

    private int Code(string text, int at, bool isWhole)
    {
        var ticks = text.AsSpan(at).IndexOfAnyExcept('`');
        if (ticks < 0)
        {
            if (!isWhole) return Wait;
            ticks = text.Length - at;
        }

        var rest = text.AsSpan(at + ticks);
        for (var from = 0; from < rest.Length;)
        {
            var start = rest[from..].IndexOf('`');
            if (start < 0) break;
            start += from;
            var run = rest[start..].IndexOfAnyExcept('`') is var other && other < 0 ? rest.Length - start : other;

            // A run at the end of what is there may yet be longer.
            if (start + run == rest.Length && !isWhole) return Wait;
            if (run == ticks) return Keep(text, at, ticks + start + run);
            from = start + run;
        }

        // A code span ends with its paragraph at the latest; then the backtick is one.
        var isEnded = isWhole || rest.Length > MostCode || rest.Contains("\n\n", StringComparison.Ordinal);
        return isEnded ? Keep(text, at, ticks) : Wait;
    }

    private int Blank(string text, int at, bool isWhole)
    {
        var length = text.AsSpan(at).IndexOfAnyExcept(' ', '\t');
        if (length < 0) return isWhole ? Copy(text, at, text.Length - at) : Wait;
        return CitationMark.Openers.Contains(text[at + length], StringComparison.Ordinal) ? Mark(text, at, at + length, isWhole) : Copy(text, at, length);
    }

    // What lies between start and the opening bracket is the blank before it, which goes where the mark goes.
    private int Mark(string text, int start, int at, bool isWhole)
    {
        var tail = text.Substring(at, Math.Min(CitationMark.MostLength + 1, text.Length - at));
        var mark = CitationMark.At(tail);
        var isAtEnd = mark is not null ? at + mark.Length == text.Length : CitationMark.MayCome(tail) && at + tail.Length == text.Length;
        if (isAtEnd && !isWhole) return Wait;
        if (mark is null || (mark.IsBare && !IsCitation(text, at, mark))) return Keep(text, start, at + 1 - start);
        var known = mark.Numbers.Where(numbers.Exists).ToList();
        _usesSquare |= !mark.IsBare;
        if (known.Count > 0)
        {
            _ready.Append(text, start, at - start);
            foreach (var number in known) _ready.Append('[').Append(numbers.NewOf(number)).Append(']');
            _isLineStart = false;
        }
        else if (at + mark.Length is var end && end < text.Length && (char.IsLetterOrDigit(text[end]) || CitationMark.Openers.Contains(text[end], StringComparison.Ordinal)))
        {
            _ready.Append(text, start, at - start);
        }

        return at + mark.Length - start;
    }

    // (2) at the end of a sentence, where nothing is cited in square brackets; "(1) open, (2) close" is an enumeration.
    private bool IsCitation(string text, int at, CitationMark mark)
    {
        if (_usesSquare || _isLineStart || !mark.Numbers.All(numbers.Exists)) return false;
        var end = at + mark.Length;
        return end >= text.Length || text[end] is '.' or '!' or '?' or '。' or '！' or '？' or '\n' or '\r';
    }

    private int Keep(string text, int at, int length)
    {
        _isLineStart = false;
        return Copy(text, at, length);
    }

    private int Copy(string text, int at, int length)
    {
        _ready.Append(text, at, length);
        return length;
    }

    [GeneratedRegex("^ {0,3}(?=`{3,}[^`]*$|~{3})(`{3,}|~{3,})", RegexOptions.CultureInvariant)]
    private static partial Regex Opens();

    [GeneratedRegex("^ {0,3}(?:`{0,2}|~{0,2}|`{3,}[^`]*|~{3,}.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex MayOpen();
}
