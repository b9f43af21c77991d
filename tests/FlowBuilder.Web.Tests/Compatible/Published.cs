using System.Text;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Compatible;

/// <summary>Publishes flows, makes keys, and calls with them.</summary>
internal static class Published
{
    /// <summary>A chat about a prompt, whose history and message a fake model is asked with.</summary>
    public const string Chat = """
        ask: input.chat {}
        model: model.chat {"connection":"fake","model":"fake-model"}
        answer: output.chat {}
        ask.text -> model.prompt
        ask.history -> model.history
        model.text -> answer.value
        """;

    /// <summary>Answers with a setting in front of the message.</summary>
    public const string Greeting = """
        ask: input.chat {}
        prompt: prompt.template {"template":"Hello {{name}}"}
        answer: output.chat {}
        ask.text -> prompt.name
        prompt.text -> answer.value
        """;

    public static async Task PublishAsync(this TestProgram program, string slug, string drawing, CancellationToken cancellationToken)
    {
        using var owner = program.Client();
        await program.PublishAsync(owner, drawing, slug, cancellationToken);
    }

    public static async Task ChangeAsync(this TestProgram program, string slug, object change, CancellationToken cancellationToken)
    {
        using var owner = program.Client();
        await owner.ChangeEndpointAsync(slug, change, cancellationToken);
    }

    public static async Task<string> NewKeyAsync(this TestProgram program, CancellationToken cancellationToken, string[]? slugs = null, int? requestsPerMinute = null)
    {
        using var owner = program.Client();
        return await owner.MakeKeyAsync(new { name = "test", scopes = new[] { "run" }, slugs, requestsPerMinute }, cancellationToken);
    }

    /// <summary>Posts, and reads the whole answer; opens the gate once a word of it has come.</summary>
    public static async Task<(HttpResponseMessage Answer, string Text)> PostAndReadAsync(
        this HttpClient client, string path, string body, string word, FakeGate gate, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            text.Append(line).Append('\n');
            if (line.Contains(word, StringComparison.Ordinal)) gate.Open();
        }

        return (answer, text.ToString());
    }

    /// <summary>A client that shows a key.</summary>
    public static HttpClient ClientWith(this TestProgram program, string key)
    {
        var client = program.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }
}
