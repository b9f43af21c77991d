using System.Collections.Immutable;
using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>What a tag names: <c>question</c>, <c>customer.name</c>, <c>../question</c>, <c>this</c>, <c>@index</c>.</summary>
/// <param name="Up">How many contexts to go out first: the number of <c>../</c>.</param>
/// <param name="Data">The name behind <c>@</c> (<c>index</c>, <c>first</c>, <c>root</c> …), or null.</param>
/// <param name="Segments">The names from there on; empty for the context itself.</param>
internal sealed record TemplatePath(int Up, string? Data, ImmutableArray<string> Segments)
{
    // Handlebars: an identifier is any run of characters but blanks and these.
    private const string NotInNames = "!\"#%&'()*+,./;<=>@[\\]^`{|}~";

    private static readonly ImmutableArray<string> KnownData = ["index", "key", "first", "last", "root"];

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as it stands in the tag.</param>
    /// <param name="offset">Where it stands in the template.</param>
    /// <exception cref="TemplateException">It is no path.</exception>
    public static TemplatePath Parse(string text, int offset)
    {
        var (at, up) = (0, 0);
        while (text.AsSpan(at).StartsWith("../", StringComparison.Ordinal) || text.AsSpan(at) is "..")
        {
            up++;
            at = Math.Min(at + 3, text.Length);
        }

        string? data = null;
        var isData = at < text.Length && text[at] == '@';
        if (isData) at++;
        if (!isData && text.AsSpan(at) is "this" or ".") return new TemplatePath(up, null, []);
        if (text.AsSpan(at).StartsWith("this.", StringComparison.Ordinal) || text.AsSpan(at).StartsWith("this/", StringComparison.Ordinal)) at += 5;
        else if (text.AsSpan(at).StartsWith("./", StringComparison.Ordinal)) at += 2;

        var segments = ReadSegments(text, at, offset);
        if (isData)
        {
            data = segments[0];
            segments = segments.RemoveAt(0);
            if (!KnownData.Contains(data))
            {
                throw new TemplateException(offset, LocalText.Of(
                    $"\"@{data}\" is not known; there are @index, @key, @first, @last and @root.",
                    $"\"@{data}\"은(는) 알 수 없는 이름입니다. @index, @key, @first, @last, @root를 쓸 수 있습니다."));
            }
        }

        return new TemplatePath(up, data, segments);
    }

    private static ImmutableArray<string> ReadSegments(string text, int start, int offset)
    {
        if (start >= text.Length && start > 0) return [];
        var segments = ImmutableArray.CreateBuilder<string>();
        var at = start;
        while (true)
        {
            var name = new StringBuilder();
            if (at < text.Length && text[at] == '[')
            {
                var close = text.IndexOf(']', at);
                if (close < 0) throw Bad(text, offset);
                name.Append(text, at + 1, close - at - 1);
                at = close + 1;
            }
            else
            {
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && !NotInNames.Contains(text[at], StringComparison.Ordinal))
                    name.Append(text[at++]);
            }

            if (name.Length == 0) throw Bad(text, offset);
            segments.Add(name.ToString());
            if (at == text.Length) return segments.ToImmutable();
            if (text[at] is not ('.' or '/')) throw Bad(text, offset);
            at++;
        }
    }

    private static TemplateException Bad(string text, int offset) => new(offset, LocalText.Of(
        $"\"{TemplateParser.Short(text)}\" is not the name of a variable. For braces that are text, write \\{{{{ instead of {{{{.",
        $"\"{TemplateParser.Short(text)}\"은(는) 변수 이름이 아닙니다. 중괄호를 글자로 쓰려면 {{{{ 대신 \\{{{{ 로 쓰세요."));
}
