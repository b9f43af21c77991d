using System.Text;

namespace FlowBuilder.Core.Tools;

/// <summary>A program and its arguments as one line, for people: blanks divide, quotes hold together.</summary>
/// <remarks>It is no shell: nothing in the line is replaced, and nothing in it starts another program.</remarks>
public static class CommandLine
{
    /// <summary>The words of a line. Within double quotes <c>\"</c> and <c>\\</c> stand for the letter itself.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (quote == '"' && letter == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\') word!.Append(line[++i]);
            else if (quote != '\0' && letter == quote) quote = '\0';
            else if (quote != '\0') word!.Append(letter);
            else if (letter is '"' or '\'') (quote, word) = (letter, word ?? new StringBuilder());
            else if (!char.IsWhiteSpace(letter)) (word ??= new StringBuilder()).Append(letter);
            else if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        if (word is not null) words.Add(word.ToString());
        return words;
    }

    /// <summary>The line whose words these are.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word) => word.Length > 0 && !word.Any(letter => char.IsWhiteSpace(letter) || letter is '"' or '\'')
        ? word
        : $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
