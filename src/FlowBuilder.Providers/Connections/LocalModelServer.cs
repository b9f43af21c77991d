namespace FlowBuilder.Providers.Connections;

/// <summary>A model server that runs on this computer.</summary>
/// <param name="PresetId">The preset that fits it: <c>ollama</c> or <c>lm-studio</c>.</param>
/// <param name="BaseUrl">The base address for a connection.</param>
/// <param name="Models">The models it offers, by name; may be empty.</param>
public sealed record LocalModelServer(string PresetId, Uri BaseUrl, IReadOnlyList<string> Models);
