using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Code, type names and graphs where data are meant. The oracle is a file that nothing may write.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CodeHazardTests : OneProgram
{
    private static readonly string Marker = Path.Combine(Path.GetTempPath(), $"fb-marker-{Guid.NewGuid():N}");

    private static readonly string[] Codes =
    [
        $"@exec(\"import os; os.system('touch {Marker}')\")",
        $"System.IO.File.WriteAllText(\"{Marker}\", \"x\")",
        $"constructor.constructor('require(\"fs\").writeFileSync(\"{Marker}\",\"\")')()",
        $"$(touch {Marker})",
        $"{{{{constructor.constructor('x')()}}}}",
        $"@(System.IO.File.Create(\"{Marker}\"))",
        $"'; ATTACH DATABASE '{Marker}' AS x; CREATE TABLE x.y(z); --",
    ];

    [OneTimeSetUp]
    public Task PublishAsync() => Program.PublishAsync(Client, Drawings.Echo, "echo", CancellationToken.None);

    [TearDown]
    public void NothingRan() => Assert.That(File.Exists(Marker), Is.False);

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-1")]
    public async Task Code_in_a_flow_is_checked_previewed_and_run_as_a_text([ValueSource(nameof(Codes))] string code, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(code);
        var file = $$$"""
            {"format":"flowbuilder/1","name":{{{text}}},"nodes":[
             {"id":"ask","type":"input.text","version":1,"position":{"x":0,"y":0},"settings":{"name":"q","code":{{{text}}}}},
             {"id":"say","type":"transform.template","version":1,"position":{"x":1,"y":0},"settings":{"template":{{{text}}},"code":{{{text}}},"expression":{{{text}}} } },
             {"id":"pick","type":"logic.condition","version":1,"position":{"x":1,"y":0},"settings":{"operator":"equals","compareTo":{{{text}}} } },
             {"id":"sum","type":"tool.calculator","version":1,"position":{"x":1,"y":0},"settings":{"expression":{{{text}}} } },
             {"id":"find","type":"transform.regex","version":1,"position":{"x":1,"y":0},"settings":{"pattern":{{{text}}} } },
             {"id":"out","type":"output.text","version":1,"position":{"x":2,"y":0},"settings":{"name":"a"}}],
             "edges":[{"from":"say.text","to":"out.value"},{"from":"ask.text","to":"find.text"}]}
            """;

        using var validated = await Client.PostTextAsync("api/v1/flows/validate", file, cancellationToken);
        using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
        Assert.That(((int)validated.StatusCode, (int)created.StatusCode), Is.EqualTo((200, 201)), await created.Content.ReadAsStringAsync(cancellationToken));
        var path = created.Headers.Location!;
        using var estimated = await Client.PostTextAsync($"{path}/estimate", "{}", cancellationToken);
        using var ran = await Client.PostTextAsync($"{path}/runs", $$$"""{"inputs":{"q":{{{text}}} } }""", cancellationToken);

        Assert.That(new[] { (int)estimated.StatusCode, (int)ran.StatusCode }, Has.All.LessThan(500));
    }

    [TestCase("api/v1/flows/validate")]
    [TestCase("api/v1/schedules/preview")]
    [TestCase("api/v1/knowledge/preview")]
    [TestCase("api/v1/connections")]
    [TestCase("api/v1/tool-servers")]
    [Hazard("SEC-1", "SEC-13")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Code_and_type_names_sent_instead_of_a_body_are_refused(string path, CancellationToken cancellationToken)
    {
        foreach (var body in new[] { JsonSerializer.Serialize(new { code = Codes[1] }), """{"$type":"System.Diagnostics.Process, System","StartInfo":{"FileName":"touch"}}""", """{"$ref":"#","$id":"1","$values":[]}""" })
        {
            using var answer = await Client.PostTextAsync(path, body, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            Assert.That((int)answer.StatusCode is 400 or 422 || text.Contains("\"valid\":false", StringComparison.Ordinal), Is.True, text);
        }
    }

    [TestCase("System.Diagnostics.Process, System.Diagnostics.Process")]
    [TestCase("FlowBuilder.Nodes.Tools.Files.FilesNode, FlowBuilder.Nodes")]
    [TestCase("n8n-nodes-evil.run")]
    [TestCase("https://evil.example/node.dll")]
    [Hazard("SEC-13", "SEC-14", "BAD-10")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_type_of_node_is_looked_up_in_the_catalogue_and_nowhere_else(string type, CancellationToken cancellationToken)
    {
        var file = $$$"""
            {"format":"flowbuilder/1","name":"x","nodes":[{"id":"n","type":{{{JsonSerializer.Serialize(type)}}},"version":1,"position":{"x":0,"y":0},"settings":{"$type":"System.Diagnostics.Process","package":"evil@1.0.0"}}],"edges":[]}
            """;

        using var created = await Client.PostTextAsync("api/v1/flows", file, cancellationToken);
        if ((int)created.StatusCode == 422) return;
        using var ran = await Client.PostTextAsync($"{created.Headers.Location}/runs", "{}", cancellationToken);

        Assert.That(await Client.GetStringAsync(created.Headers.Location, cancellationToken), Does.Contain(type).And.Contain("$type").And.Contain("evil@1.0.0"));
        Assert.That((await ran.ProblemAsync(422, cancellationToken)).ProblemCodes(), Does.Contain("node.unknown-type"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-2", "SEC-6")]
    public async Task A_caller_brings_no_graph_settings_or_variables_in_any_protocol(
        [Values("data", "flow", "flowData", "definition", "nodes", "tweaks", "overrideConfig", "vars", "settings", "baseUrl", "chainOptions")] string member,
        [Values("api/v1/endpoints/echo|\"inputs\":{\"question\":\"?\"}", "api/v1/prediction/echo|\"question\":\"?\"", "api/v1/run/echo|\"input_value\":\"?\"", "v1/chat/completions|\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]")] string call,
        CancellationToken cancellationToken)
    {
        var (path, members) = (call.Split('|')[0], call.Split('|')[1]);
        var key = await Client.MakeKeyAsync(cancellationToken);
        var graph = $$$"""{"nodes":[{"id":"evil","type":"tool.files","settings":{"path":"{{{Marker}}}"}}],"question":{"name":"stolen"},"vars":{"NODE_OPTIONS":"--require /tmp/x"}}""";
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent($$"""{{{members}}},"{{member}}":{{graph}}}""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "x-api-key", key } },
        };

        using var answer = await Client.SendAsync(request, cancellationToken);
        var runs = await Client.GetFromJsonAsync<JsonElement>("api/v1/runs", cancellationToken);

        Assert.That((int)answer.StatusCode, Is.LessThan(500));
        foreach (var run in runs.EnumerateArray())
        {
            var detail = await Client.GetStringAsync($"api/v1/runs/{run.Text("runId")}", cancellationToken);
            Assert.That(detail, Does.Not.Contain("evil").And.Not.Contain("NODE_OPTIONS"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-9")]
    public async Task A_value_that_looks_like_a_template_stays_a_text_through_every_node(CancellationToken cancellationToken)
    {
        const string hostile = "{{7*7}} {{secrets.X}} ${7*7} #{7*7} <%= 7*7 %> {{{question}}} {{#each this}}x{{/each}} @(7*7)";
        var flow = await Program.StoreAsync("""
            question: input.text {"name":"question"}
            first: prompt.template {"template":"1 {{question}}"}
            second: transform.template {"template":"2 {{value}}"}
            third: prompt.template {"template":"3 {{again}}"}
            answer: output.text {"name":"answer"}
            question.text -> first.question
            first.text -> second.value
            second.text -> third.again
            third.text -> answer.value
            """, cancellationToken);

        using var ran = await Client.PostAsJsonAsync($"api/v1/flows/{flow}/runs", new { inputs = new { question = hostile } }, cancellationToken);

        Assert.That((await ran.JsonAsync(cancellationToken)).GetProperty("outputs").Text("answer"), Is.EqualTo($"3 2 1 {hostile}"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-10")]
    public async Task A_flow_that_a_model_wrote_is_a_text_until_a_person_takes_it_in_and_even_then_a_draft(CancellationToken cancellationToken)
    {
        await using var inside = await FakeOpenAiServer.StartNewAsync();
        await using var model = await FakeOpenAiServer.StartNewAsync();
        var written = $$$"""
            {"format":"flowbuilder/1","name":"Made for you","nodes":[
             {"id":"code","type":"code.python","version":1,"position":{"x":0,"y":0},"settings":{"code":{{{JsonSerializer.Serialize(Codes[0])}}} } },
             {"id":"server","type":"tool.mcp","version":1,"position":{"x":1,"y":0},"settings":{"transport":"stdio","command":"touch","args":["{{{Marker}}}"]}},
             {"id":"call","type":"tool.http","version":1,"position":{"x":2,"y":0},"settings":{"url":"{{{inside.BaseUrl}}}/models"}},
             {"id":"out","type":"output.text","version":1,"position":{"x":3,"y":0},"settings":{"name":"a"}}],
             "edges":[]}
            """;
        model.Otherwise = _ => FakeReply.Of(written);
        await Program.ConnectAsync(model, cancellationToken);
        var asking = await Program.StoreAsync("""
            ask: input.text {"name":"wish"}
            model: model.chat {"connection":"fake","model":"fake-model"}
            answer: output.text {"name":"answer"}
            ask.text -> model.prompt
            model.text -> answer.value
            """, cancellationToken);
        var before = await FlowsAsync(cancellationToken);

        using var ran = await Client.PostTextAsync($"api/v1/flows/{asking}/runs", """{"inputs":{"wish":"Build a flow for me"}}""", cancellationToken);
        var answered = (await ran.JsonAsync(cancellationToken)).GetProperty("outputs").Text("answer");
        var after = await FlowsAsync(cancellationToken);
        using var created = await Client.PostTextAsync("api/v1/flows", answered, cancellationToken);
        using var published = await Client.PostAsJsonAsync($"{created.Headers.Location}/publish", new { slug = "made-for-you" }, cancellationToken);
        using var tried = await Client.PostTextAsync($"{created.Headers.Location}/runs", "{}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answered, Is.EqualTo(written));
            Assert.That(after, Is.EqualTo(before), "an answer became a flow by itself");
            Assert.That(new[] { (int)created.StatusCode, (int)published.StatusCode, (int)tried.StatusCode }, Is.EqualTo(new[] { 201, 422, 422 }));
            Assert.That(inside.Requests, Is.Empty);
            Assert.That((await Client.GetFromJsonAsync<JsonElement>("api/v1/tool-servers", cancellationToken)).GetRawText(), Does.Not.Contain("touch"));
        }

        async Task<int> FlowsAsync(CancellationToken token) => (await Client.GetFromJsonAsync<JsonElement>("api/v1/flows", token)).GetArrayLength();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-65")]
    public async Task A_connection_of_another_installation_is_named_as_missing_and_no_other_takes_its_place(CancellationToken cancellationToken)
    {
        using var mine = await Client.PostAsJsonAsync(
            "api/v1/connections", new { name = "mine", kind = "openai", baseUrl = "http://127.0.0.1:9/v1", apiKey = "fbcanary-key", models = new[] { "m" } }, cancellationToken);
        var flow = await Program.StoreAsync("""
            prompt: prompt.template {"template":"?"}
            model: model.chat {"connection":"theirs","model":"m"}
            answer: output.text {"name":"answer"}
            prompt.text -> model.prompt
            model.text -> answer.value
            """, cancellationToken);

        using var ran = await Client.PostTextAsync($"api/v1/flows/{flow}/runs", "{}", cancellationToken);
        var text = await ran.Content.ReadAsStringAsync(cancellationToken);

        Assert.That((int)ran.StatusCode, Is.EqualTo(422), text);
        Assert.That(text, Does.Contain("theirs"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-38")]
    public async Task A_run_that_is_guessed_tells_nothing(CancellationToken cancellationToken)
    {
        var key = await Client.MakeKeyAsync(cancellationToken);
        foreach (var path in new[] { "api/v1/endpoints/echo/runs/ID", "api/v1/endpoints/echo/runs/ID/events", "api/v1/endpoints/echo/chat/ID" })
        {
            using var owner = await Client.PostTextAsync("api/v1/endpoints/echo", "{}", cancellationToken);
            using var asked = await Client.AskAsync(HttpMethod.Get, path.Replace("ID", Guid.NewGuid().ToString("N"), StringComparison.Ordinal), key, cancellationToken);
            Assert.That((int)asked.StatusCode, Is.EqualTo(404), path);
        }
    }
}
