using System.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Puts texts into Markdown so that they read as they were written.</summary>
internal static class Markdown
{
    /// <summary>A text for people, on one line.</summary>
    public static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings(" "))
        {
            if (character is '|' or '<' or '*' or '`') cell.Append('\\');
            cell.Append(character);
        }

        return cell.ToString();
    }

    /// <summary>A literal, as code on one line; more than <paramref name="most"/> characters are cut off.</summary>
    public static string Code(string text, int most = 60)
    {
        var line = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        if (line.Length > most) line = $"{line[..most]}…";
        return line.Contains('`', StringComparison.Ordinal) ? $"`` {line} ``" : $"`{line}`";
    }
}
