using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Plants secrets everywhere that the program keeps one, uses them well and badly, and seeks them wherever anything is read.</summary>
[NonParallelizable]
public sealed class SecretHazardTests
{
    // Like no key that anybody knows, so that nothing hides them for their looks.
    private const string ConnectionKey = "winter-river-of-korea";
    private const string SearchKey = "autumn-hill-of-korea";
    private const string MailPassword = "spring \"rain\" of/korea";
    private const string ServerHeader = "summer-wind-of-korea";

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("SEC-62", "SEC-63", "SEC-66")]
    public async Task Planted_secrets_are_in_nothing_that_is_read_and_in_no_file(CancellationToken cancellationToken)
    {
        using var log = new LogLines();
        await using var models = await FakeOpenAiServer.StartNewAsync();
        await using var outside = await Receiver.StartAsync();
        await using var program = new TestProgram(new(outside.Allowed) { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft"] = "Trace", ["Logging:LogLevel:ModelContextProtocol"] = "Trace" });
        using var client = program.Client();
        program.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await PlantAsync(client, models, outside, cancellationToken);
        var flow = await program.PublishAsync(client, Drawings.Ask, "ask", cancellationToken);
        var callerKey = await client.MakeKeyAsync(cancellationToken);
        var hook = await client.MakeHookAsync("ask", new { name = "hook" }, cancellationToken);
        using var target = await client.PostAsJsonAsync("api/v1/endpoints/ask/targets", new { url = outside.Address }, cancellationToken);
        var targetSecret = (await target.JsonAsync(cancellationToken)).Text("secret");
        var read = new StringBuilder();

        foreach (var reply in Replies())
        {
            models.Reply(reply, reply, reply, reply);
            using var whole = await client.RunAsync(flow, """{"inputs":{"question":"?"}}""", cancellationToken);
            using var streamed = await client.RunAsync(flow, """{"inputs":{"question":"?"},"recording":"record"}""", cancellationToken, accept: "text/event-stream");
            using var called = await client.CallAsync("ask", """{"inputs":{"question":"?"}}""", callerKey, cancellationToken);
            foreach (var answer in new[] { whole, streamed, called }) read.AppendLine(await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        foreach (var test in new[] { "connections/fake", "connections/web", "connections/mail", "tool-servers/tools" })
        {
            using var answer = await client.PostAsync($"api/v1/{test}/test", null, cancellationToken);
            read.AppendLine(await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        await ReadEverythingAsync(program, client, flow, read, cancellationToken);
        string[] secrets = [ConnectionKey, SearchKey, MailPassword, ServerHeader, callerKey[^20..], hook.Text("secret")[6..], targetSecret[6..]];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(models.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization")), Has.Some.Contains(ConnectionKey), "it was used");
            Assert.That(log.Text, Does.Contain("api/v1/flows"), "everything is logged that could be");
            foreach (var (secret, form) in secrets.SelectMany(secret => FormsOf(secret).Select(form => (secret, form))))
            {
                Assert.That(read.ToString(), Does.Not.Contain(form), $"answers: {secret}");
                Assert.That(log.Text, Does.Not.Contain(form), $"log: {secret}");
            }
        }

        Assert.That(FilesWith(program.DataFolder, secrets), Is.Empty);
    }

    [TestCase("connections", """{"name":"a","kind":"openai","baseUrl":"https://me:winter-river@provider.example/v1"}""")]
    [TestCase("connections", """{"name":"a","kind":"smtp","baseUrl":"smtp://me:winter-river@mail.example:587"}""")]
    [TestCase("connections", """{"name":"a","kind":"postgres","baseUrl":"postgres://me:winter-river@db.example:5432/x"}""")]
    [TestCase("tool-servers", """{"name":"a","kind":"http","address":"https://me:winter-river@tools.example/mcp"}""")]
    [Hazard("SEC-63")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task An_address_with_a_password_is_refused_without_being_repeated(string kind, string body, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var made = await client.PostTextAsync($"api/v1/{kind}", body, cancellationToken);

        var text = await made.Content.ReadAsStringAsync(cancellationToken);
        Assert.That((int)made.StatusCode, Is.EqualTo(422), text);
        Assert.That(text, Does.Not.Contain("winter-river"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-27", "SEC-62")]
    public async Task Nobody_else_on_the_machine_reads_the_data_folder_or_its_key_ring(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Files have no modes there.");
        await using var program = new TestProgram();
        using var client = program.Client();
        using var made = await client.PostAsJsonAsync("api/v1/connections", new { name = "a", kind = "openai", baseUrl = "https://provider.example/v1", apiKey = ConnectionKey }, cancellationToken);
        made.EnsureSuccessStatusCode();

        var open = Directory.EnumerateFileSystemEntries(program.DataFolder, "*", SearchOption.AllDirectories).Append(program.DataFolder)
            .Where(path => (ModeOf(path) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            .Where(path => !IsBehindClosedDoors(program.DataFolder, path));

        Assert.That(open, Is.Empty);
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    // A file's own mode does not matter in a folder that nobody else may enter.
    private static bool IsBehindClosedDoors(string root, string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            if ((ModeOf(folder) & (UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0) return true;
        }

        return false;
    }

    private static FakeReply[] Replies() =>
    [
        FakeReply.Of("All", " is", " well."),
        FakeReply.Fail(401, $"Incorrect API key provided: {ConnectionKey}. You sent Authorization: Bearer {ConnectionKey}"),
        FakeReply.Fail(400, $"The header said {Convert.ToBase64String(Encoding.UTF8.GetBytes(ConnectionKey))} and {Uri.EscapeDataString(ConnectionKey)}"),
        FakeReply.Fail(500, $"Exception at key '{ConnectionKey}'"),
        FakeReply.Whole($"<html>{ConnectionKey}</html>", "text/html"),
        FakeReply.Whole($"{{\"broken\": \"{ConnectionKey}\"", "application/json"),
        FakeReply.Of("half").Error($"It broke off for {ConnectionKey}", "server_error"),
        FakeReply.Of("half").Raw($"data: {{\"{ConnectionKey}\n\n"),
    ];

    private static async Task PlantAsync(HttpClient client, FakeOpenAiServer models, Receiver outside, CancellationToken cancellationToken)
    {
        await PostAsync("connections", new { name = "fake", kind = "openai", baseUrl = models.BaseUrl, apiKey = ConnectionKey, models = new[] { "fake-model" } });
        await PostAsync("connections", new { name = "web", kind = "searxng", baseUrl = outside.Address, apiKey = SearchKey });
        await PostAsync("connections", new { name = "mail", kind = "smtp", baseUrl = $"smtp://me@127.0.0.1:{outside.Address.Port}?tls=implicit", apiKey = MailPassword });
        await PostAsync("tool-servers", new { name = "tools", kind = "http", address = outside.Address, secrets = new { Authorization = ServerHeader } });

        async Task PostAsync(string kind, object body)
        {
            using var answer = await client.PostAsJsonAsync($"api/v1/{kind}", body, cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    // Every GET route, with each id that there is in place of its holes.
    private static async Task ReadEverythingAsync(TestProgram program, HttpClient client, string flow, StringBuilder read, CancellationToken cancellationToken)
    {
        var runs = await client.GetFromJsonAsync<JsonElement>("api/v1/runs", cancellationToken);
        string[] paths =
        [
            .. Routes.Of(program).Where(route => route.Method == "GET" && !route.Path.Contains('x', StringComparison.Ordinal)).Select(route => route.Path).Distinct(),
            $"api/v1/flows/{flow}", $"api/v1/flows/{flow}/bundle", $"api/v1/flows/{flow}/recording", $"api/v1/flows/{flow}/versions", $"api/v1/flows/{flow}/picture.svg",
            "api/v1/connections/fake", "api/v1/connections/web", "api/v1/connections/mail", "api/v1/tool-servers/tools",
            "api/v1/endpoints/ask", "api/v1/endpoints/ask/hooks", "api/v1/endpoints/ask/targets", "api/v1/endpoints/ask/openapi.json", "chat/ask",
            .. runs.EnumerateArray().SelectMany(run => new[] { $"api/v1/runs/{run.Text("runId")}", $"api/v1/runs/{run.Text("runId")}/events" }),
        ];
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path, cancellationToken);
            read.AppendLine(path).AppendLine(await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        Assert.That(runs.GetArrayLength(), Is.GreaterThan(Replies().Length));
    }

    private static IEnumerable<string> FormsOf(string secret) =>
        new[] { secret, Uri.EscapeDataString(secret), JsonSerializer.Serialize(secret).Trim('"'), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) }.Distinct();

    private static IEnumerable<string> FilesWith(string folder, string[] secrets)
    {
        // The lock is empty, and nobody else may open it.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            // Shared, because the program is still writing.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var content = copy.ToArray();
            foreach (var secret in secrets.SelectMany(FormsOf))
            {
                if (content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) >= 0) yield return $"{file}: {secret}";
            }
        }
    }
}
