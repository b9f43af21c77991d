namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Calls an endpoint with JavaScript, as a module for Node.</summary>
internal static class JavaScriptCode
{
    /// <summary>The call, with fetch.</summary>
    public static string Of(SnippetSource source) => source.HasFiles ? OfForm(source) : $$"""
        const response = await fetch({{CodeWriter.Quote(source.CallAddress)}}, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
        {{KeyOf(source, "    ")}}  },
          body: JSON.stringify({
            inputs: {{CodeWriter.Json(source.Inputs.Select(input => KeyValuePair.Create(input.Name, input.Value)), "    ")}},
          }),
        });
        {{Ending}}

        """;

    /// <summary>The call, with OpenAI's client.</summary>
    public static string OpenAi(SnippetSource source, string message) => $$"""
        import OpenAI from "openai";

        const client = new OpenAI({
          baseURL: {{CodeWriter.Quote(source.OpenAiAddress)}},
          apiKey: process.env.{{EndpointSnippets.KeyVariable}},
        });
        const stream = await client.chat.completions.create({
          model: {{CodeWriter.Quote(source.Slug)}},
          messages: [{ role: "user", content: {{CodeWriter.Quote(message)}} }],
          stream: true,
        });
        for await (const chunk of stream) {
          process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
        }
        console.log();

        """;

    private const string Ending = """
        const answer = await response.json();
        if (!response.ok) throw new Error(answer.detail);
        console.log(answer.outputs);
        """;

    private static string OfForm(SnippetSource source) => $$"""
        import { openAsBlob } from "node:fs";

        const form = new FormData();
        {{string.Join('\n', source.Inputs.Select(input => input.FileName is { } file
            ? $"form.set({CodeWriter.Quote(input.Name)}, await openAsBlob({CodeWriter.Quote(file)}), {CodeWriter.Quote(file)});"
            : $"form.set({CodeWriter.Quote(input.Name)}, {CodeWriter.Quote(EndpointSnippets.FieldOf(input))});"))}}
        const response = await fetch({{CodeWriter.Quote(source.CallAddress)}}, {
          method: "POST",
          headers: {
        {{KeyOf(source, "    ")}}  },
          body: form,
        });
        {{Ending}}

        """;

    private static string KeyOf(SnippetSource source, string indent) =>
        source.IsPublic ? "" : $"{indent}Authorization: `Bearer ${{process.env.{EndpointSnippets.KeyVariable}}}`,\n";
}
