using System.Text.Json;
using Anthropic.Models.Messages;
using FlowBuilder.Core.Faults;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Anthropic;

/// <summary>Temperature and top-p, which the SDK's own parameters no longer have.</summary>
internal static class Sampling
{
    /// <summary>The options with both in the request's body, or the same options where neither is set.</summary>
    public static ChatOptions? Add(ChatOptions? options, string model, int defaultMaxTokens)
    {
        if (options is null || options.Temperature is null && options.TopP is null) return options;
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement(options.ModelId ?? model),
            ["max_tokens"] = JsonSerializer.SerializeToElement(options.MaxOutputTokens ?? defaultMaxTokens),
            ["messages"] = JsonSerializer.SerializeToElement(Array.Empty<object>()),
        };
        if (options.Temperature is { } temperature) body["temperature"] = JsonSerializer.SerializeToElement((decimal)temperature);
        if (options.TopP is { } topP) body["top_p"] = JsonSerializer.SerializeToElement((decimal)topP);
        var none = new Dictionary<string, JsonElement>();
        var sampled = options.Clone();
        sampled.RawRepresentationFactory = _ => MessageCreateParams.FromRawUnchecked(none, none, body);
        return sampled;
    }

    /// <summary>Whether a request was refused because of them.</summary>
    public static bool IsRefused(NodeException failure) =>
        failure.Code == ModelFaultCodes.Rejected
        && (failure.Text.English.Contains("temperature", StringComparison.OrdinalIgnoreCase)
            || failure.Text.English.Contains("top_p", StringComparison.OrdinalIgnoreCase));
}
