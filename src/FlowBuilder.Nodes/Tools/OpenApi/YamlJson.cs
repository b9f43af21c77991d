using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>Reads YAML as the JSON that it stands for (YAML 1.2, core schema).</summary>
internal static class YamlJson
{
    private const int MostNodes = 300_000;
    private const int Deepest = 60;

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+-.eE");

    /// <summary>The JSON of the first document in a text.</summary>
    /// <exception cref="JsonException">It is no YAML, or unpacks to too much.</exception>
    public static JsonElement Read(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0) throw new JsonException("The text is empty.");
            var left = MostNodes;
            return JsonSerializer.SerializeToElement(Convert(stream.Documents[0].RootNode, 0, ref left));
        }
        catch (YamlException failure)
        {
            throw new JsonException($"Line {failure.Start.Line}: {failure.Message}", failure);
        }
    }

    // Aliases are followed as often as they stand there, so what they unpack to is counted.
    private static JsonNode? Convert(YamlNode node, int depth, ref int left)
    {
        if (depth > Deepest || --left < 0) throw new JsonException("The document nests too deeply or unpacks to too much.");
        switch (node)
        {
            case YamlMappingNode mapping:
                var members = new JsonObject();
                foreach (var (key, value) in mapping.Children) members[key is YamlScalarNode name ? name.Value ?? "" : key.ToString()] = Convert(value, depth + 1, ref left);
                return members;
            case YamlSequenceNode sequence:
                var items = new JsonArray();
                foreach (var item in sequence.Children) items.Add(Convert(item, depth + 1, ref left));
                return items;
            case YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any } scalar:
                return Plain(scalar.Value ?? "");
            case YamlScalarNode quoted:
                return JsonValue.Create(quoted.Value ?? "");
            default:
                throw new JsonException("The document holds what JSON cannot.");
        }
    }

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when text.Length < 40 && !text.AsSpan().ContainsAnyExcept(OfNumbers)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
