using System.Text;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>What a site asks of programs that follow its links.</summary>
/// <remarks>
/// The Robots Exclusion Protocol, RFC 9309: the group of this program's name, else that of <c>*</c>; the rule with the longest path
/// decides, and of equally long ones the one that allows.
/// </remarks>
internal sealed class RobotsRules
{
    /// <summary>The name by which a site may address this program.</summary>
    public const string Name = "flowbuilder";

    /// <summary>Nothing is asked.</summary>
    public static readonly RobotsRules AllowAll = new([]);

    /// <summary>No page may be followed.</summary>
    public static readonly RobotsRules AllowNone = new([(false, "/")]);

    private const int MostRules = 5000;

    private readonly List<(bool Allows, string Path)> _rules;

    private RobotsRules(List<(bool Allows, string Path)> rules) => _rules = rules;

    /// <summary>Reads a robots.txt; lines that are none of its rules are passed over.</summary>
    public static RobotsRules Read(string text)
    {
        var (own, others) = (new List<(bool, string)>(), new List<(bool, string)>());
        var (isOwn, isOthers, isNaming, namesOwn) = (false, false, false, false);
        foreach (var raw in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var line = raw.Split('#')[0].Trim('\uFEFF', ' ', '\t');
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;
            var (key, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (key == "user-agent")
            {
                // Names that follow each other share the rules below them.
                if (!isNaming) (isOwn, isOthers) = (false, false);
                isNaming = true;
                isOwn |= value.Split('/', ' ')[0].Equals(Name, StringComparison.OrdinalIgnoreCase);
                isOthers |= value == "*";
                namesOwn |= isOwn;
            }
            else if (key is "allow" or "disallow")
            {
                isNaming = false;
                if (value.Length == 0) continue;
                if (isOwn && own.Count < MostRules) own.Add((key == "allow", value));
                if (isOthers && others.Count < MostRules) others.Add((key == "allow", value));
            }
        }

        return new RobotsRules(namesOwn ? own : others);
    }

    /// <summary>Whether links to an address may be followed.</summary>
    public bool Allows(Uri address)
    {
        var path = address.PathAndQuery;
        if (path == "/robots.txt") return true;
        var (allows, length) = (true, -1);
        foreach (var rule in _rules)
        {
            if (rule.Path.Length < length || (rule.Path.Length == length && !rule.Allows) || !Matches(rule.Path, path)) continue;
            (allows, length) = (rule.Allows, rule.Path.Length);
        }

        return allows;
    }

    // "*" stands for any characters, "$" at the end for the end. Each part between stars is looked for once: no going back.
    private static bool Matches(string rule, string path)
    {
        var isWhole = rule.EndsWith('$');
        var parts = (isWhole ? rule[..^1] : rule).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            if (isWhole && i == parts.Length - 1) return path.Length - parts[i].Length >= at && path.EndsWith(parts[i], StringComparison.Ordinal);
            var found = path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + parts[i].Length;
        }

        return !isWhole || at == path.Length;
    }

    /// <summary>Reads the bytes of a robots.txt.</summary>
    public static RobotsRules Read(ReadOnlySpan<byte> bytes) => Read(Encoding.UTF8.GetString(bytes));
}
