using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowBuilder.Web.Embedding;

/// <summary>What a phone needs to know to put a chat among its programs (W3C Web Application Manifest).</summary>
internal static class ChatManifest
{
    /// <summary>The media type of a manifest.</summary>
    public const string MediaType = "application/manifest+json";

    private const int ShortNameLength = 12;

    /// <summary>The manifest of one chat.</summary>
    /// <param name="slug">Its endpoint.</param>
    /// <param name="name">What the flow is called.</param>
    /// <param name="description">What it is for; may be empty.</param>
    public static JsonObject Of(string slug, string name, string description) => new()
    {
        ["id"] = $"/chat/{slug}",
        ["name"] = name,
        ["short_name"] = new StringInfo(name) is { LengthInTextElements: > ShortNameLength } whole ? whole.SubstringByTextElements(0, ShortNameLength).TrimEnd() : name,
        ["description"] = description,
        ["lang"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        ["start_url"] = $"/chat/{slug}",
        ["scope"] = $"/chat/{slug}",
        ["display"] = "standalone",
        ["background_color"] = "#ffffff",
        ["theme_color"] = "#3b5bdb",
        ["icons"] = new JsonArray(Icon("192", "any"), Icon("512", "any"), Icon("maskable-512", "maskable")),
    };

    private static JsonObject Icon(string name, string purpose) => new()
    {
        ["src"] = $"/icons/chat-{name}.png",
        ["sizes"] = name.EndsWith("192", StringComparison.Ordinal) ? "192x192" : "512x512",
        ["type"] = "image/png",
        ["purpose"] = purpose,
    };
}
