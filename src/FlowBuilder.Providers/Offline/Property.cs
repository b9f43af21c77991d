using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowBuilder.Providers.Offline;

/// <summary>A property of a schema that is to be filled.</summary>
/// <param name="Name">Its name; empty for the whole or for an item of a list.</param>
/// <param name="Schema">Its schema.</param>
internal sealed partial record Property(string Name, JsonElement Schema)
{
    /// <summary>What people call it: its title, and its name cut into words.</summary>
    public IEnumerable<string> Labels
    {
        get
        {
            if (Text("title") is { Length: > 0 } title) yield return title;
            if (Name.Length > 0) yield return Words().Replace(Name, " ").Replace('_', ' ').Replace('-', ' ').Trim();
        }
    }

    /// <summary>Everything that tells what it is.</summary>
    public string Meaning => string.Join(' ', Labels.Append(Text("description") ?? ""));

    /// <summary>The schema's format, or an empty text.</summary>
    public string Format => Text("format") ?? "";

    private string? Text(string name) =>
        Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Words();
}
