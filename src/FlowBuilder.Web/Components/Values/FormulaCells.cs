using System.Text.RegularExpressions;

namespace FlowBuilder.Web.Components.Values;

/// <summary>Keeps a spreadsheet from taking the cells of a table for formulas, which may start programs or call home.</summary>
internal static class FormulaCells
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>A text of delimited cells in which each cell that would be a formula begins with an apostrophe; numbers stay.</summary>
    /// <remarks>After OWASP, "CSV Injection".</remarks>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between two cells.</param>
    public static string Disarm(string text, char separator)
    {
        var between = Regex.Escape(separator.ToString());
        return Regex.Replace(
            text,
            $"""(^|{between})("?)(?=[=@\t\r]|[+-](?![0-9.]+"?\s*(?:{between}|$)))""",
            "$1$2'",
            RegexOptions.Multiline | RegexOptions.CultureInvariant,
            Limit);
    }
}
