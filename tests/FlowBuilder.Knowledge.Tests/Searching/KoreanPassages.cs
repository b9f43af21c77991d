using System.Text.Json;
using System.Xml.Linq;
using FlowBuilder.Testing;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Korean texts of this repository: the documents of the sample flows to be found, the screens' sentences to hide them among.</summary>
internal static class KoreanPassages
{

    /// <summary>The paragraphs of the documents that come with the sample flows, with the headings above them.</summary>
    public static List<string> OfSamples()
    {
        var passages = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Repository.At("samples", "flows", "ko"), "*.json").Order(StringComparer.Ordinal))
        {
            using var flow = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var node in flow.RootElement.GetProperty("nodes").EnumerateArray())
            {
                if (node.GetProperty("type").GetString() is "input.file" or "input.text") passages.AddRange(Paragraphs(node));
            }
        }

        return passages;
    }

    /// <summary>Passages about other things: neighbouring texts of the screens, two to a passage, the longest first.</summary>
    public static List<string> Distractors(int count)
    {
        var texts = XDocument.Load(Repository.At("src", "FlowBuilder.Web", "Localization", "Texts.ko.resx"))
            .Descendants("data")
            .Select(data => (string?)data.Element("value") ?? "")
            .ToList();
        return [.. texts.Zip(texts.Skip(1), (first, second) => $"{first} {second}").Distinct().OrderByDescending(text => text.Length).Take(count)];
    }

    private static IEnumerable<string> Paragraphs(JsonElement node)
    {
        if (!node.TryGetProperty("settings", out var settings) || !settings.TryGetProperty("default", out var value)) yield break;
        var text = value.ValueKind == JsonValueKind.Object ? value.GetProperty("text").GetString() : value.GetString();
        foreach (var paragraph in (text ?? "").Split("\n\n"))
        {
            if (paragraph.Length >= 40) yield return paragraph;
        }
    }
}
