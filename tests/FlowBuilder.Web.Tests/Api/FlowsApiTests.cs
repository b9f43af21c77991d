using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

[Parallelizable(ParallelScope.All)]
public sealed class FlowsApiTests : OneProgram
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_is_stored_and_comes_back_byte_for_byte(CancellationToken cancellationToken)
    {
        var file = Program.FileOf(Drawings.Echo);

        using var created = await Client.PostBytesAsync("api/v1/flows", file, cancellationToken);
        var answer = await created.JsonAsync(cancellationToken);
        using var read = await Client.GetAsync(created.Headers.Location, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)created.StatusCode, Is.EqualTo(201));
            Assert.That(created.Headers.Location!.OriginalString, Is.EqualTo($"/api/v1/flows/{answer.GetProperty("id").GetString()}"));
            Assert.That(answer.GetProperty("revision").GetInt64(), Is.EqualTo(1));
            Assert.That(answer.GetProperty("warnings").GetArrayLength(), Is.Zero);
            Assert.That(await read.Content.ReadAsByteArrayAsync(cancellationToken), Is.EqualTo(file));
            Assert.That(read.Headers.ETag!.Tag, Is.EqualTo("\"1\""));
            Assert.That(read.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_file_that_is_not_canonical_comes_back_canonical(CancellationToken cancellationToken)
    {
        var file = Program.FileOf(Drawings.Echo);
        var compact = System.Text.Json.Nodes.JsonNode.Parse(file)!.ToJsonString();

        using var created = await Client.PostTextAsync("api/v1/flows", compact, cancellationToken);

        Assert.That(await Client.GetByteArrayAsync(created.Headers.Location, cancellationToken), Is.EqualTo(file));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_unfinished_flow_is_stored_with_warnings(CancellationToken cancellationToken)
    {
        using var created = await Client.PostBytesAsync("api/v1/flows", Program.FileOf("answer: output.text {\"name\":\"answer\"}"), cancellationToken);

        var warnings = (await created.JsonAsync(cancellationToken)).GetProperty("warnings").EnumerateArray().ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)created.StatusCode, Is.EqualTo(201));
            Assert.That(warnings, Has.Some.Matches<System.Text.Json.JsonElement>(warning =>
                warning.Code() == "input.not-connected" && warning.GetProperty("nodeId").GetString() == "answer"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Lists_flows_with_what_a_list_shows(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);

        using var answer = await Client.GetAsync("api/v1/flows", cancellationToken);
        var flow = (await answer.JsonAsync(cancellationToken)).EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(flow.GetProperty("name").GetString(), Is.EqualTo("test"));
            Assert.That(flow.GetProperty("description").GetString(), Is.Empty);
            Assert.That(flow.GetProperty("tags").GetArrayLength(), Is.Zero);
            Assert.That(flow.GetProperty("revision").GetInt64(), Is.EqualTo(1));
            Assert.That(flow.GetProperty("updatedAt").GetDateTimeOffset().Offset, Is.EqualTo(TimeSpan.Zero));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_save_from_the_present_revision_raises_it(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var changed = Program.FileOf(Drawings.Ask);

        using var saved = await Client.PutBytesAsync($"api/v1/flows/{id}", changed, "\"1\"", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)saved.StatusCode, Is.EqualTo(200));
            Assert.That(saved.Headers.ETag!.Tag, Is.EqualTo("\"2\""));
            Assert.That((await saved.JsonAsync(cancellationToken)).GetProperty("revision").GetInt64(), Is.EqualTo(2));
            Assert.That(await Client.GetByteArrayAsync($"api/v1/flows/{id}", cancellationToken), Is.EqualTo(changed));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_stale_save_is_refused_with_the_present_revision(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var file = Program.FileOf(Drawings.Ask);
        using var first = await Client.PutBytesAsync($"api/v1/flows/{id}", file, "\"1\"", cancellationToken);

        using var second = await Client.PutBytesAsync($"api/v1/flows/{id}", Program.FileOf(Drawings.Echo), "\"1\"", cancellationToken);
        var problem = await second.ProblemAsync(412, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code(), Is.EqualTo("revision.stale"));
            Assert.That(problem.GetProperty("currentRevision").GetInt64(), Is.EqualTo(2));
            Assert.That(second.Headers.ETag!.Tag, Is.EqualTo("\"2\""));
            Assert.That(await Client.GetByteArrayAsync($"api/v1/flows/{id}", cancellationToken), Is.EqualTo(file));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-29")]
    public async Task Of_saves_from_one_revision_exactly_one_is_taken(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var file = Program.FileOf(Drawings.Ask);

        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.PutBytesAsync($"api/v1/flows/{id}", file, "\"1\"", cancellationToken)));

        Assert.That(saves.Select(save => (int)save.StatusCode).Order(), Is.EqualTo(new[] { 200, 412, 412, 412, 412, 412, 412, 412 }));
    }

    [TestCase(null, 428, "revision.missing")]
    [TestCase("\"x\"", 400, "revision.unreadable")]
    [TestCase("\"0\"", 400, "revision.unreadable")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_save_says_which_revision_it_is_from(string? ifMatch, int status, string code, CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);

        using var saved = await Client.PutBytesAsync($"api/v1/flows/{id}", Program.FileOf(Drawings.Ask), ifMatch, cancellationToken);

        Assert.That((await saved.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_save_from_any_revision_is_taken(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);

        using var saved = await Client.PutBytesAsync($"api/v1/flows/{id}", Program.FileOf(Drawings.Ask), "*", cancellationToken);

        Assert.That(saved.Headers.ETag!.Tag, Is.EqualTo("\"2\""));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_reader_that_has_the_revision_is_sent_nothing(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/flows/{id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");

        using var answer = await Client.SendAsync(request, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(304));
            Assert.That(await answer.Content.ReadAsByteArrayAsync(cancellationToken), Is.Empty);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_deleted_flow_lies_in_the_bin_and_comes_back(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync(Drawings.Echo, cancellationToken);

        using var deleted = await Client.DeleteAsync($"api/v1/flows/{id}", cancellationToken);
        using var missing = await Client.GetAsync($"api/v1/flows/{id}", cancellationToken);
        var bin = await (await Client.GetAsync("api/v1/flows/bin", cancellationToken)).JsonAsync(cancellationToken);
        using var restored = await Client.PostAsync($"api/v1/flows/{id}/restore", null, cancellationToken);
        using var back = await Client.GetAsync($"api/v1/flows/{id}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)deleted.StatusCode, Is.EqualTo(204));
            Assert.That((await missing.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("flow.not-found"));
            Assert.That(bin.EnumerateArray().Select(flow => flow.GetProperty("id").GetString()), Does.Contain(id));
            Assert.That((await restored.JsonAsync(cancellationToken)).GetProperty("id").GetString(), Is.EqualTo(id));
            Assert.That((int)back.StatusCode, Is.EqualTo(200));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-25")]
    public async Task Twenty_imports_at_once_make_twenty_flows(CancellationToken cancellationToken)
    {
        var file = Program.FileOf(Drawings.Echo);

        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.PostBytesAsync("api/v1/flows", file, cancellationToken)));

        Assert.That(created.Select(answer => answer.Headers.Location!.OriginalString).Distinct().Count(), Is.EqualTo(20));
    }

    [TestCase("GET", "api/v1/flows/none")]
    [TestCase("PUT", "api/v1/flows/none")]
    [TestCase("DELETE", "api/v1/flows/none")]
    [TestCase("POST", "api/v1/flows/none/restore")]
    [TestCase("POST", "api/v1/flows/none/runs")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_not_there_is_not_found(string method, string path, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET" && method != "DELETE") request.Content = new StringContent(method == "PUT" ? Encoding.UTF8.GetString(Program.FileOf(Drawings.Echo)) : "{}", Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("If-Match", "*");

        using var answer = await Client.SendAsync(request, cancellationToken);

        Assert.That((await answer.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("flow.not-found"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Node_types_are_described_with_ports_and_settings(CancellationToken cancellationToken)
    {
        using var answer = await Client.GetAsync("api/v1/node-types", cancellationToken);
        var types = (await answer.JsonAsync(cancellationToken)).EnumerateArray().ToDictionary(type => type.GetProperty("type").GetString()!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(types.Keys, Is.SupersetOf(new[] { "input.text", "prompt.template", "model.chat", "documents.search", "logic.condition", "output.text" }));
            Assert.That(types["model.chat"].GetProperty("ports").EnumerateArray().Select(port => port.GetProperty("id").GetString()), Does.Contain("prompt"));
            Assert.That(types["model.chat"].GetProperty("title").GetProperty("ko").GetString(), Is.Not.Empty);
            Assert.That(types["model.chat"].GetProperty("version").GetInt32(), Is.GreaterThan(0));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_api_describes_every_call(CancellationToken cancellationToken)
    {
        using var answer = await Client.GetAsync("openapi/v1.json", cancellationToken);
        var calls = (await answer.JsonAsync(cancellationToken)).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => (Name: $"{call.Name} {path.Name}", call.Value))).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Select(call => call.Name), Is.SupersetOf(new[]
            {
                "get /api/v1/flows", "post /api/v1/flows", "get /api/v1/flows/{id}", "put /api/v1/flows/{id}", "post /api/v1/flows/{id}/runs",
                "get /api/v1/runs/{runId}/events", "post /api/v1/connections/{name}/test", "get /api/v1/node-types",
            }));
            Assert.That(calls.Where(call => !call.Value.TryGetProperty("summary", out _)).Select(call => call.Name), Is.Empty);
            Assert.That(calls.Where(call => !call.Name.Contains("/api/v1", StringComparison.Ordinal)).Select(call => call.Name), Is.Empty);
        }
    }
}
