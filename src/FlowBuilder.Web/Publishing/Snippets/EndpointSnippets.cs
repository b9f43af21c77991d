using System.Collections.Immutable;

namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Renders code that calls an endpoint, with its real address, name and inputs; the key is read from the environment.</summary>
internal static class EndpointSnippets
{
    /// <summary>The environment variable from which the code reads the key.</summary>
    public const string KeyVariable = "FLOWBUILDER_API_KEY";

    /// <summary>Every snippet that fits: those of OpenAI's clients only where one can talk to the flow.</summary>
    public static ImmutableArray<EndpointSnippet> Of(SnippetSource source)
    {
        ImmutableArray<EndpointSnippet> own =
        [
            new(SnippetKind.Curl, "curl", "bash", null, CurlCode.Of(source, isStream: false)),
            new(SnippetKind.CurlStream, "curl (stream)", "bash", null, CurlCode.Of(source, isStream: true)),
            new(SnippetKind.CSharp, "C#", "csharp", null, CSharpCode.Of(source)),
            new(SnippetKind.Python, "Python", "python", "requests", PythonCode.Of(source)),
            new(SnippetKind.JavaScript, "JavaScript", "javascript", null, JavaScriptCode.Of(source)),
        ];
        if (source.Message is not { } message) return own;
        return
        [
            .. own,
            new(SnippetKind.OpenAiCSharp, "OpenAI · C#", "csharp", "OpenAI", CSharpCode.OpenAi(source, message)),
            new(SnippetKind.OpenAiPython, "OpenAI · Python", "python", "openai", PythonCode.OpenAi(source, message)),
            new(SnippetKind.OpenAiJavaScript, "OpenAI · JavaScript", "javascript", "openai", JavaScriptCode.OpenAi(source, message)),
        ];
    }

    /// <summary>The body of a call as JSON has it: the inputs by name.</summary>
    internal static string BodyOf(SnippetSource source) =>
        $"{{\n  \"inputs\": {CodeWriter.Json(source.Inputs.Select(input => KeyValuePair.Create(input.Name, input.Value)), "  ")}\n}}";

    /// <summary>An input as a field of a form: a text as it is, anything else as JSON.</summary>
    internal static string FieldOf(SnippetInput input) =>
        input.Value.ValueKind == System.Text.Json.JsonValueKind.String ? input.Value.GetString()! : input.Value.GetRawText();
}
