using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>What code that calls an endpoint has to say.</summary>
internal sealed record SnippetSource
{
    private const string Hello = "Hello!";

    /// <summary>Where this program is reached, without a slash at the end.</summary>
    public required string Address { get; init; }

    /// <summary>The endpoint.</summary>
    public required string Slug { get; init; }

    /// <summary>Whether callers need no key.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The flow's inputs, those that may be left out only where they have an example.</summary>
    public required ImmutableArray<SnippetInput> Inputs { get; init; }

    /// <summary>A message to say to the flow; null where one cannot talk to it.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the flow takes files, so that a form is sent rather than JSON.</summary>
    public bool HasFiles => Inputs.Any(input => input.FileName is not null);

    /// <summary>Where the endpoint is called.</summary>
    public string CallAddress => $"{Address}/api/v1/endpoints/{Slug}";

    /// <summary>Where OpenAI's clients are pointed at.</summary>
    public string OpenAiAddress => $"{Address}/v1";

    /// <summary>Reads what is needed from a flow.</summary>
    /// <param name="address">Where this program is reached.</param>
    /// <param name="slug">The endpoint.</param>
    /// <param name="isPublic">Whether callers need no key.</param>
    /// <param name="flow">The version that answers.</param>
    /// <param name="catalogue">The node types.</param>
    public static SnippetSource Of(Uri address, string slug, bool isPublic, Flow flow, NodeCatalogue catalogue)
    {
        var chat = ChatContract.Of(flow, catalogue);
        var files = chat.Files.GroupBy(file => file.Name).ToDictionary(file => file.Key, file => file.First().IsImage, StringComparer.Ordinal);
        return new SnippetSource
        {
            Address = address.AbsoluteUri.TrimEnd('/'),
            Slug = slug,
            IsPublic = isPublic,
            Message = chat.CanTalk ? chat.Example ?? Hello : null,
            Inputs =
            [
                .. from parameter in FlowContract.Of(flow, catalogue).Parameters.DistinctBy(parameter => parameter.Name)
                   where parameter.IsRequired || parameter.Example is not null
                   select files.TryGetValue(parameter.Name, out var isImage)
                       ? new SnippetInput(parameter.Name, default, isImage ? "picture.png" : "document.pdf")
                       : new SnippetInput(parameter.Name, parameter.Example ?? SampleOf(parameter.Schema)),
            ],
        };
    }

    private static JsonElement SampleOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return JsonSerializer.SerializeToElement(Hello);
        if (Member(schema, "default") is { } given) return given;
        if (Member(schema, "examples") is { ValueKind: JsonValueKind.Array } examples && examples.GetArrayLength() > 0) return examples[0];
        if (Member(schema, "enum") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0) return choices[0];
        if (Member(schema, "oneOf") is { ValueKind: JsonValueKind.Array } forms && forms.GetArrayLength() > 0) return SampleOf(forms[0]);
        var type = Member(schema, "type") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
        return type switch
        {
            "number" or "integer" => Member(schema, "minimum") ?? JsonSerializer.SerializeToElement(1),
            "boolean" => JsonSerializer.SerializeToElement(true),
            "array" => JsonSerializer.SerializeToElement(Array.Empty<string>()),
            "object" => JsonSerializer.SerializeToElement(new Dictionary<string, string>()),
            _ => JsonSerializer.SerializeToElement(Hello),
        };
    }

    private static JsonElement? Member(JsonElement schema, string name) => schema.TryGetProperty(name, out var member) ? member : null;
}
