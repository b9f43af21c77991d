namespace FlowBuilder.Providers.OpenAi;

/// <summary>The few members that servers of OpenAI's protocol name differently, known by their address.</summary>
/// <param name="MaxTokens">The name of the limit on the answer's tokens. OpenAI's newer models refuse the old name, most other servers do not know the new one.</param>
/// <param name="Seed">The name of the seed.</param>
/// <param name="StreamUsage">Whether usage must be asked for when streaming; a server that does not know the member may refuse it.</param>
internal sealed record OpenAiDialect(string MaxTokens, string Seed, bool StreamUsage)
{
    private static readonly OpenAiDialect Official = new("max_completion_tokens", "seed", true);
    private static readonly OpenAiDialect Compatible = new("max_tokens", "seed", true);
    private static readonly OpenAiDialect Mistral = new("max_tokens", "random_seed", false);

    /// <summary>The dialect of the server at an address.</summary>
    public static OpenAiDialect Of(Uri endpoint) => endpoint.Host.ToLowerInvariant() switch
    {
        "api.openai.com" => Official,
        "api.mistral.ai" => Mistral,
        var host when host.EndsWith(".openai.azure.com", StringComparison.Ordinal)
            || host.EndsWith(".azure.com", StringComparison.Ordinal) => Official,
        _ => Compatible,
    };
}
