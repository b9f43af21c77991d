using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Nodes.Tools.Http;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Writes a template whose text is JSON: no value can break out of its place.</summary>
internal static class JsonTemplate
{
    /// <summary>The template with its values: one between quotes is escaped, one outside them is written as JSON.</summary>
    public static string Render(Template template, IReadOnlyDictionary<string, object> variables)
    {
        var text = new StringBuilder();
        var quotes = new JsonQuotes();
        foreach (var piece in new TemplateRenderer(new TemplateData(numbersDocuments: false)) { KeepsValues = true }.Render(template.Parts, new TemplateScope(variables)))
        {
            if (piece is TemplateValue value) text.Append(quotes.IsInside ? Inside(value.Text) : Outside(value));
            else text.Append(quotes.Follow((string)piece));
        }

        return text.ToString();
    }

    private static string Inside(string text) => JsonSerializer.Serialize(text, CoreJson.Options)[1..^1];

    private static string Outside(TemplateValue value) => value.Value switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text, CoreJson.Options),
        JsonElement json => JsonSerializer.Serialize(json, CoreJson.Options),
        bool or double or int => value.Text,
        _ => JsonSerializer.Serialize(value.Text, CoreJson.Options),
    };
}
