using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Json;

/// <summary>Writes JSON paths such as <c>$.nodes[2].settings['a b']</c>, in the normalised spirit of RFC 9535.</summary>
internal static partial class JsonPath
{
    /// <summary>The whole document.</summary>
    public const string Root = "$";

    // A name may be as long as the file; a path is for people to find a place with.
    private const int LongestName = 100;

    public static string Member(string path, string name)
    {
        if (Plain().IsMatch(name)) return $"{path}.{name}";
        var text = new StringBuilder(path).Append("['");
        foreach (var character in name.AsSpan(0, Math.Min(name.Length, LongestName)))
        {
            if (character is '\'' or '\\') text.Append('\\').Append(character);
            else if (char.IsControl(character) || char.IsSurrogate(character)) text.Append(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"));
            else text.Append(character);
        }

        return text.Append(name.Length > LongestName ? "…']" : "']").ToString();
    }

    public static string Index(string path, int index) => $"{path}[{index}]";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
