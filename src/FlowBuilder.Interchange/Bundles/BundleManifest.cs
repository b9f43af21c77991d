using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>The table of contents of a bundle, its entry <c>manifest.json</c>.</summary>
/// <remarks>Members and entries that a later version adds are passed over by this one.</remarks>
internal sealed record BundleManifest
{
    /// <summary>The entry that it is.</summary>
    public const string Entry = "manifest.json";

    /// <summary>The format that this program writes and reads.</summary>
    public const string CurrentFormat = "flowbuilder-bundle/1";

    public string? Format { get; init; }

    public string? Program { get; init; }

    /// <summary>The flows, the one that the bundle is about first.</summary>
    public IReadOnlyList<Item?>? Flows { get; init; }

    /// <summary>The knowledge bases, each with the entry of its table of documents; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Item?>? Knowledge { get; init; }

    /// <summary>Members that this program does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }

    /// <summary>A flow or a knowledge base of the bundle.</summary>
    /// <param name="Id">Its id where it came from.</param>
    /// <param name="Name">What it is called, for whoever reads the manifest.</param>
    /// <param name="File">Its entry.</param>
    /// <param name="Sha256">The hash of the entry's bytes, in lower-case hexadecimal.</param>
    internal sealed record Item(string? Id, string? Name, string? File, string? Sha256);
}
