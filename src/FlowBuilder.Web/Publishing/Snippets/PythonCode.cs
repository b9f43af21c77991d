namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Calls an endpoint with Python.</summary>
internal static class PythonCode
{
    /// <summary>The call, with the package requests.</summary>
    public static string Of(SnippetSource source) => $$"""
        {{(source.IsPublic ? "" : "import os\n\n")}}import requests

        response = requests.post(
            {{CodeWriter.Quote(source.CallAddress)}},
        {{(source.IsPublic ? "" : $"    headers={{\"Authorization\": f\"Bearer {{os.environ['{EndpointSnippets.KeyVariable}']}}\"}},\n")}}{{BodyOf(source)}}
        )
        response.raise_for_status()
        print(response.json()["outputs"])

        """;

    /// <summary>The call, with OpenAI's client.</summary>
    public static string OpenAi(SnippetSource source, string message) => $$"""
        import os

        from openai import OpenAI

        client = OpenAI(
            base_url={{CodeWriter.Quote(source.OpenAiAddress)}},
            api_key=os.environ["{{EndpointSnippets.KeyVariable}}"],
        )
        stream = client.chat.completions.create(
            model={{CodeWriter.Quote(source.Slug)}},
            messages=[{"role": "user", "content": {{CodeWriter.Quote(message)}}}],
            stream=True,
        )
        for chunk in stream:
            if chunk.choices:
                print(chunk.choices[0].delta.content or "", end="", flush=True)
        print()

        """;

    private static string BodyOf(SnippetSource source)
    {
        if (!source.HasFiles)
            return $"    json={{\n      \"inputs\": {CodeWriter.Python(source.Inputs.Select(input => KeyValuePair.Create(input.Name, input.Value)), "      ")}\n    }},";
        var fields = source.Inputs.Where(input => input.FileName is null)
            .Select(input => $"        {CodeWriter.Quote(input.Name)}: {CodeWriter.Quote(EndpointSnippets.FieldOf(input))},\n");
        var files = source.Inputs.Where(input => input.FileName is not null)
            .Select(input => $"        {CodeWriter.Quote(input.Name)}: open({CodeWriter.Quote(input.FileName!)}, \"rb\"),\n");
        return $"    data={{\n{string.Concat(fields)}    }},\n    files={{\n{string.Concat(files)}    }},";
    }
}
