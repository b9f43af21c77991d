using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Cuts a template into text and tags, and takes away the white space that belongs to tags.</summary>
/// <remarks>White space by the rules of Handlebars: a block tag or comment alone on its line takes the line with it.</remarks>
internal sealed class TemplateTokenizer(string source)
{
    private readonly List<TemplateToken> _tokens = [];
    private readonly StringBuilder _text = new();
    private int _textStart;

    public static IReadOnlyList<TemplateToken> Cut(string source)
    {
        var cutter = new TemplateTokenizer(source);
        cutter.Cut();
        return Trimmed(cutter._tokens);
    }

    private void Cut()
    {
        var at = 0;
        while (true)
        {
            var open = source.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                _text.Append(source, at, source.Length - at);
                break;
            }

            var isEscaped = open > at && source[open - 1] == '\\';
            if (isEscaped && !(open - 1 > at && source[open - 2] == '\\'))
            {
                _text.Append(source, at, open - 1 - at).Append("{{");
                at = open + 2;
                continue;
            }

            _text.Append(source, at, (isEscaped ? open - 1 : open) - at);
            EndText(open);
            at = ReadTag(open);
            _textStart = at;
        }

        EndText(source.Length);
    }

    private void EndText(int end)
    {
        if (_text.Length > 0) _tokens.Add(new TemplateToken(TemplateTokenKind.Text, _textStart, _text.ToString()));
        _text.Clear();
        _textStart = end;
    }

    private int ReadTag(int open)
    {
        var at = open + 2;
        var trimsBefore = Take(ref at, '~');
        if (Take(ref at, '!')) return ReadComment(open, at, trimsBefore);
        var isTriple = Take(ref at, '{');
        if (isTriple && at < source.Length && source[at] == '{')
        {
            throw new TemplateException(open, LocalText.Of(
                "Four braces are not known; write \\{{ for braces that are text.",
                "중괄호 네 개는 쓸 수 없습니다. 중괄호를 글자로 쓰려면 \\{{ 로 쓰세요."));
        }

        var close = source.IndexOf("}}", at, StringComparison.Ordinal);
        if (close < 0) throw NotClosed(open);
        var end = close;
        if (isTriple && !(close + 2 < source.Length && source[close + 2] == '}')
            && !source.AsSpan(close).StartsWith("}~}}", StringComparison.Ordinal)) throw NotClosed(open);
        var trimsAfter = end > at && source[end - 1] == '~';
        if (trimsAfter) end--;
        if (isTriple && trimsAfter && end > at && source[end - 1] == '}') end--;
        Add(open, source[at..end], isTriple, trimsBefore, trimsAfter);
        return close + (isTriple && !trimsAfter ? 3 : 2);
    }

    private void Add(int open, string content, bool isTriple, bool trimsBefore, bool trimsAfter)
    {
        var text = content.Trim();
        var kind = text switch
        {
            _ when isTriple => TemplateTokenKind.Value,
            ['#', ..] => TemplateTokenKind.Open,
            ['/', ..] => TemplateTokenKind.Close,
            "else" or "^" => TemplateTokenKind.Else,
            _ when text.StartsWith("else ", StringComparison.Ordinal) => TemplateTokenKind.Else,
            _ => TemplateTokenKind.Value,
        };
        if (kind is TemplateTokenKind.Open or TemplateTokenKind.Close || text is ['&', ..]) text = text[1..].Trim();
        _tokens.Add(new TemplateToken(kind, open, text, trimsBefore, trimsAfter));
    }

    private int ReadComment(int open, int at, bool trimsBefore)
    {
        var isLong = source.AsSpan(at).StartsWith("--", StringComparison.Ordinal);
        var end = isLong ? source.IndexOf("--", at + 2, StringComparison.Ordinal) : -1;
        while (end >= 0 && !source.AsSpan(end + 2).StartsWith("}}", StringComparison.Ordinal)
            && !source.AsSpan(end + 2).StartsWith("~}}", StringComparison.Ordinal))
            end = source.IndexOf("--", end + 1, StringComparison.Ordinal);
        if (isLong && end < 0) throw NotClosed(open);
        var close = source.IndexOf("}}", isLong ? end : at, StringComparison.Ordinal);
        if (close < 0) throw NotClosed(open);
        _tokens.Add(new TemplateToken(TemplateTokenKind.Comment, open, "", trimsBefore, source[close - 1] == '~'));
        return close + 2;
    }

    private bool Take(ref int at, char wanted)
    {
        if (at >= source.Length || source[at] != wanted) return false;
        at++;
        return true;
    }

    private static TemplateException NotClosed(int open) => new(open, LocalText.Of(
        "This tag is not closed with }}. For braces that are text, write \\{{ instead of {{.",
        "이 태그가 }}로 닫히지 않았습니다. 중괄호를 글자로 쓰려면 {{ 대신 \\{{ 로 쓰세요."));

    private static List<TemplateToken> Trimmed(List<TemplateToken> tokens)
    {
        var result = new List<TemplateToken>(tokens);
        for (var i = 0; i < tokens.Count; i++)
        {
            var tag = tokens[i];
            if (tag.Kind == TemplateTokenKind.Text) continue;
            if (tag.Kind != TemplateTokenKind.Value && IsAloneOnItsLine(tokens, i))
            {
                if (i > 0) result[i - 1] = Cut(result[i - 1], tokens[i - 1].Content[(tokens[i - 1].Content.LastIndexOf('\n') + 1)..], atEnd: true);
                if (i + 1 < tokens.Count) result[i + 1] = Cut(result[i + 1], LineOf(tokens[i + 1].Content), atEnd: false);
            }

            if (tag.TrimsBefore && i > 0 && tokens[i - 1].Kind == TemplateTokenKind.Text)
                result[i - 1] = result[i - 1] with { Content = result[i - 1].Content.TrimEnd() };
            if (tag.TrimsAfter && i + 1 < tokens.Count && tokens[i + 1].Kind == TemplateTokenKind.Text)
                result[i + 1] = result[i + 1] with { Content = result[i + 1].Content.TrimStart() };
        }

        return result;
    }

    private static bool IsAloneOnItsLine(List<TemplateToken> tokens, int tag)
    {
        if (tag > 0)
        {
            var before = tokens[tag - 1];
            if (before.Kind != TemplateTokenKind.Text) return false;
            var line = before.Content.LastIndexOf('\n') + 1;
            if (line == 0 && tag > 1 || !string.IsNullOrWhiteSpace(before.Content[line..])) return false;
        }

        if (tag + 1 == tokens.Count) return true;
        var after = tokens[tag + 1];
        var rest = LineOf(after.Content);
        return after.Kind == TemplateTokenKind.Text && string.IsNullOrWhiteSpace(rest)
            && (rest.EndsWith('\n') || tag + 2 == tokens.Count);
    }

    private static string LineOf(string text) =>
        text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[..(end + 1)] : text;

    // The tag on the other side may have taken some of the same white space already.
    private static TemplateToken Cut(TemplateToken text, string gone, bool atEnd) => text with
    {
        Content = text.Content.Length < gone.Length ? ""
            : atEnd ? text.Content[..^gone.Length]
            : text.Content[gone.Length..],
    };
}
