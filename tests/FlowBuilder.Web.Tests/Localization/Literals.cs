using System.Text.RegularExpressions;

namespace FlowBuilder.Web.Tests.Localization;

/// <summary>Finds words that a person would read and that stand in a source in one language.</summary>
internal static partial class Literals
{
    private static readonly string[] Names = ["FlowBuilder", "· FlowBuilder", "Ctrl ⏎"];

    /// <summary>In the markup of a component: between tags, and in attributes that are shown or read aloud.</summary>
    public static IEnumerable<string> InMarkup(string razor) => Markup().Matches(WithoutExpressions(WithoutCode(razor)))
        .Select(match => match.Groups["text"].Value.Trim())
        .Where(text => !Names.Contains(text) && !Key().IsMatch(text) && !text.StartsWith("https://", StringComparison.Ordinal));

    /// <summary>In C#: what is shown or said, and attributes that are written by hand.</summary>
    public static IEnumerable<string> InCode(string code) => Code().Matches(code).Select(match => match.Groups["text"].Value);

    /// <summary>In a JavaScript module: what is put into the page, and any Korean.</summary>
    public static IEnumerable<string> InScript(string script)
    {
        var code = Comments().Replace(script, "");
        return Script().Matches(code).Select(match => match.Groups["text"].Value).Concat(Hangul().Matches(code).Select(match => match.Value));
    }

    // What stands before the code block, without the lines that are C# between the tags.
    private static string WithoutCode(string razor)
    {
        var code = razor.IndexOf("\n@code", StringComparison.Ordinal);
        var markup = code < 0 ? razor : razor[..code];
        markup = RazorComments().Replace(markup, "");
        return string.Join('\n', markup.Split('\n').Where(line => !CSharp().IsMatch(line)));
    }

    // An expression and all its brackets, so that quotes and tags within it are not taken for the markup's.
    private static string WithoutExpressions(string markup)
    {
        var result = new System.Text.StringBuilder(markup.Length);
        var i = 0;
        while (i < markup.Length)
        {
            if (markup[i] != '@')
            {
                result.Append(markup[i++]);
                continue;
            }

            i++;
            while (i < markup.Length && (char.IsLetterOrDigit(markup[i]) || markup[i] is '_' or '.' or '(' or '['))
                i = markup[i] is '(' or '[' ? EndOfBrackets(markup, i) : i + 1;
        }

        return result.ToString();
    }

    private static int EndOfBrackets(string markup, int start)
    {
        var depth = 0;
        for (var i = start; i < markup.Length; i++)
        {
            if (markup[i] is '(' or '[') depth++;
            if (markup[i] is ')' or ']' && --depth == 0) return i + 1;
        }

        return markup.Length;
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComments();

    [GeneratedRegex(@"^\s*(?:@(?:using|inject|inherits|implements|page|layout|attribute|typeparam|if|foreach|for|while|switch|else|\{|code|ref|rendermode)|[{}]|$|var |else\b|case .+:\s*$|default:|break;|if |for |foreach |while |switch )", RegexOptions.CultureInvariant)]
    private static partial Regex CSharp();

    [GeneratedRegex(@">(?<text>[^<>@{}();=\r\n]*\p{L}{2}[^<>@{}();=\r\n]*)<|^[ ]*(?<text>(?! |else|case |default|break|switch )[^<>@{}();=""\r\n]*\p{L}{2}[^<>@{}();=""\r\n]*)$|\s(?:title|placeholder|aria-label|aria-description|aria-roledescription|alt|Label|Title|Help|Placeholder|Empty)=""(?<text>[^""]*\p{L}{2}[^""]*)""", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?:new Toast\(|\.Say\(|""(?:title|aria-label|alt|placeholder)"",\s*)\$?@?""(?<text>[^""]*\p{L}{2}[^""]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?:\b(?:textContent|innerText|innerHTML|title|ariaLabel|placeholder|alt)\s*[=:]\s*|setAttribute\(\s*['""](?:title|aria-label|placeholder|alt)['""],\s*|\b(?:alert|confirm|prompt)\(\s*)(['""`])(?<text>(?:(?!\1)[^$\n])*\p{L}{2}[^\n]*?)\1", RegexOptions.CultureInvariant)]
    private static partial Regex Script();

    [GeneratedRegex(@"/\*.*?\*/|(?<=^|\s)//[^\n]*", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\p{IsHangulSyllables}+", RegexOptions.CultureInvariant)]
    private static partial Regex Hangul();

    // Names of keys are the same everywhere.
    [GeneratedRegex(@"^\(?(?:(?:Ctrl|Shift|Alt)\+)*(?:Shift|Ctrl|Alt|Enter|Esc|Tab|F\d+|.)\)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
