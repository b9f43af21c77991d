namespace FlowBuilder.Cli.Output;

/// <summary>Marks what was removed and added: by colour where people look at a terminal, by signs everywhere else.</summary>
/// <param name="hasColour">Whether colours are written.</param>
internal sealed class Paint(bool hasColour)
{
    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    /// <summary>As somebody wishes: <c>always</c>, <c>never</c>, or else where standard output is a terminal and <c>NO_COLOR</c> is not set.</summary>
    public static Paint For(string? wish) => new(wish switch
    {
        "always" => true,
        "never" => false,
        _ => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    });

    /// <summary>Words that were removed.</summary>
    public string Removed(string text) => hasColour ? Each(Red, text) : $"[-{text}-]";

    /// <summary>Words that were added.</summary>
    public string Added(string text) => hasColour ? Each(Green, text) : $"{{+{text}+}}";

    /// <summary>A line that begins with the sign of what happened.</summary>
    public string Line(char sign, string text) => !hasColour ? $"{sign} {text}" : sign switch
    {
        '+' => Each(Green, $"+ {text}"),
        '-' => Each(Red, $"- {text}"),
        _ => Each(Bold, $"{sign} {text}"),
    };

    // A pager shows each line anew, so a colour must not reach beyond its line.
    private static string Each(string colour, string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : $"{colour}{line}{Plain}"));
}
