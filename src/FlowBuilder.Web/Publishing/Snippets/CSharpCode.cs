namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Calls an endpoint with C#, as a program of top-level statements.</summary>
internal static class CSharpCode
{
    /// <summary>The call, with the HTTP client of .NET.</summary>
    public static string Of(SnippetSource source) => $$"""
        using System.Net.Http.Headers;
        using System.Text;
        using System.Text.Json;

        using var client = new HttpClient();
        {{KeyOf(source)}}{{BodyOf(source)}}
        using var response = await client.PostAsync({{CodeWriter.Quote(source.CallAddress)}}, body);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Console.WriteLine(response.IsSuccessStatusCode ? answer.GetProperty("outputs") : answer.GetProperty("detail"));

        """;

    /// <summary>The call, with OpenAI's client.</summary>
    public static string OpenAi(SnippetSource source, string message) => $$"""
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Chat;

        var client = new ChatClient(
            {{CodeWriter.Quote(source.Slug)}},
            new ApiKeyCredential(Environment.GetEnvironmentVariable("{{EndpointSnippets.KeyVariable}}")!),
            new OpenAIClientOptions { Endpoint = new Uri({{CodeWriter.Quote(source.OpenAiAddress)}}) });
        await foreach (var update in client.CompleteChatStreamingAsync([new UserChatMessage({{CodeWriter.Quote(message)}})]))
        {
            foreach (var part in update.ContentUpdate) Console.Write(part.Text);
        }

        """;

    private static string KeyOf(SnippetSource source) => source.IsPublic
        ? ""
        : $"client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\n    \"Bearer\", Environment.GetEnvironmentVariable(\"{EndpointSnippets.KeyVariable}\"));\n";

    private static string BodyOf(SnippetSource source)
    {
        if (!source.HasFiles) return $"using var body = new StringContent(\n    {CodeWriter.CSharpRaw(EndpointSnippets.BodyOf(source), "    ")},\n    Encoding.UTF8,\n    \"application/json\");";
        var parts = source.Inputs.Select(input => input.FileName is { } file
            ? $"body.Add(new StreamContent(File.OpenRead({CodeWriter.Quote(file)})), {CodeWriter.Quote(input.Name)}, {CodeWriter.Quote(file)});"
            : $"body.Add(new StringContent({CodeWriter.Quote(EndpointSnippets.FieldOf(input))}), {CodeWriter.Quote(input.Name)});");
        return $"using var body = new MultipartFormDataContent();\n{string.Join('\n', parts)}";
    }
}
