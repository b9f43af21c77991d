using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>What of knowledge the database keeps as JSON.</summary>
internal static class KnowledgeJson
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, CoreJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, CoreJson.Options)!;

    public static ImmutableSortedDictionary<string, string> Facts(string json) =>
        Read<Dictionary<string, string>>(json).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
