namespace FlowBuilder.Interchange.Pictures;

/// <summary>The colours of the program, as wwwroot/css/tokens.css and canvas.css have them; a picture must stand alone.</summary>
internal sealed class PictureColours
{
    private static readonly Dictionary<string, (string Light, string Dark)> All = new(StringComparer.Ordinal)
    {
        ["bg"] = ("#f6f7f9", "#11151c"),
        ["panel"] = ("#ffffff", "#181d26"),
        ["line"] = ("#e4e7ec", "#2a313d"),
        ["line-strong"] = ("#cfd5df", "#3b4454"),
        ["ink"] = ("#1b2330", "#e8ecf3"),
        ["muted"] = ("#5a6578", "#9aa5b6"),
        ["dot"] = ("#d5dae2", "#29303c"),
        ["bad"] = ("#b93229", "#f28b82"),
        ["ok"] = ("#0f7352", "#4cc79a"),
        ["soft"] = ("#f2f4f7", "#1f2530"),
        ["t-text"] = ("#3b5bdb", "#8da2fb"),
        ["t-number"] = ("#0e7490", "#56c4dd"),
        ["t-boolean"] = ("#b0246a", "#f08fbf"),
        ["t-json"] = ("#7d45c9", "#c09af0"),
        ["t-message"] = ("#1d6fb8", "#7cbcf2"),
        ["t-messages"] = ("#1d6fb8", "#7cbcf2"),
        ["t-documents"] = ("#0b7783", "#4fc3cf"),
        ["t-vector"] = ("#566377", "#a3b0c3"),
        ["t-file"] = ("#8a6410", "#d9b45c"),
        ["t-image"] = ("#b4471a", "#f2986c"),
        ["t-tool"] = ("#a05206", "#f0a957"),
        ["t-any"] = ("#5a6578", "#9aa5b6"),
    };

    // A group has the colour of the values that it is about.
    private static readonly Dictionary<string, string> OfGroup = new(StringComparer.Ordinal)
    {
        ["inputs"] = "t-text",
        ["models"] = "t-json",
        ["knowledge"] = "t-documents",
        ["logic"] = "t-image",
        ["data"] = "t-number",
        ["guards"] = "t-boolean",
        ["tools"] = "t-tool",
        ["outputs"] = "ok",
    };

    // Ground, ink and border.
    private static readonly Dictionary<string, ((string, string, string) Light, (string, string, string) Dark)> OfNote = new(StringComparer.Ordinal)
    {
        ["yellow"] = (("#fff4cc", "#5b4a06", "#f2e2a0"), ("#332b10", "#f1dfa0", "#4a3f18")),
        ["blue"] = (("#e6efff", "#1d3d6f", "#c2d7fb"), ("#16263f", "#bcd4ff", "#28426b")),
        ["green"] = (("#e3f5ea", "#14532d", "#bfe5cd"), ("#14301f", "#b4e5c4", "#245236")),
        ["pink"] = (("#fde8f0", "#831843", "#f6c6d9"), ("#3a1a28", "#f7bfd5", "#612b43")),
        ["gray"] = (("#f2f4f7", "#1b2330", "#e4e7ec"), ("#1f2530", "#e8ecf3", "#2a313d")),
    };

    private readonly bool _isDark;

    public PictureColours(PictureTheme theme) => _isDark = theme == PictureTheme.Dark;

    /// <summary>Every colour's name and its value in the light and in the dark.</summary>
    public static IReadOnlyDictionary<string, (string Light, string Dark)> Tokens => All;

    /// <summary>The colour of that name.</summary>
    public string this[string name] => _isDark ? All[name].Dark : All[name].Light;

    /// <summary>The colour of a port's values; that of any value for a type that has none.</summary>
    public string OfPort(string type) => this[All.ContainsKey($"t-{type}") ? $"t-{type}" : "t-any"];

    /// <summary>The colour of a palette group; that of any value for a third party's.</summary>
    public string OfCategory(string category) => this[OfGroup.GetValueOrDefault(category, "t-any")];

    /// <summary>The ground, ink and border of a note.</summary>
    public (string Ground, string Ink, string Border) Note(string color)
    {
        var (light, dark) = OfNote.TryGetValue(color, out var known) ? known : OfNote["yellow"];
        return _isDark ? dark : light;
    }
}
