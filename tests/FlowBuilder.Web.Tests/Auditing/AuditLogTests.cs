using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Knowledge;

namespace FlowBuilder.Web.Tests.Auditing;

/// <summary>What the audit log has of what is done over the API, and for how long.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(2 * TestTimeouts.Default)]
public sealed class AuditLogTests
{
    [Test]
    public async Task Each_change_is_written_down_once_with_what_it_was_done_to(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new Dictionary<string, string>().WithAdministrator());
        using var client = await program.AdministratorAsync(cancellationToken);
        var flow = program.FileOf(Drawings.Echo);

        var created = await DoAsync("POST", "flows", JsonSerializer.Deserialize<JsonElement>(flow));
        var id = created.GetProperty("id").GetString();
        await DoAsync("POST", $"flows/{id}/publish", new { slug = "echo" });
        await DoAsync("POST", $"flows/{id}/publish", new { slug = "echo" });
        await DoAsync("PUT", "endpoints/echo/traffic", new Dictionary<string, int> { ["1"] = 50, ["2"] = 50 });
        await DoAsync("PUT", "endpoints/echo", new { isEnabled = false });
        var schedule = (await DoAsync("POST", "endpoints/echo/schedules", new { cron = "0 9 * * *", inputs = new { question = "?" } })).GetProperty("id").GetString();
        await DoAsync("PUT", $"endpoints/echo/schedules/{schedule}", new { isEnabled = false });
        await DoAsync("DELETE", $"endpoints/echo/schedules/{schedule}", null);
        var hook = (await DoAsync("POST", "endpoints/echo/hooks", new { name = "hook" })).GetProperty("id").GetString();
        await DoAsync("PUT", $"endpoints/echo/hooks/{hook}", new { name = "other" });
        await DoAsync("POST", $"endpoints/echo/hooks/{hook}/rotate", new { });
        await DoAsync("DELETE", $"endpoints/echo/hooks/{hook}", null);
        var target = (await DoAsync("POST", "endpoints/echo/targets", new { url = "https://example.com/hook" })).GetProperty("id").GetString();
        await DoAsync("PUT", $"endpoints/echo/targets/{target}", new { isEnabled = false });
        await DoAsync("POST", $"endpoints/echo/targets/{target}/rotate", new { });
        await DoAsync("DELETE", $"endpoints/echo/targets/{target}", null);
        await DoAsync("DELETE", "endpoints/echo", null);
        await DoAsync("DELETE", $"flows/{id}", null);
        await DoAsync("POST", $"flows/{id}/restore", new { });
        await DoAsync("POST", "connections", new { name = "mine", kind = "openai", baseUrl = "http://127.0.0.1:9/v1", apiKey = "fbcanary-key", models = new[] { "m" } });
        await DoAsync("DELETE", "connections/mine", null);
        var key = (await DoAsync("POST", "keys", new { name = "key", scopes = new[] { "run" } })).GetProperty("id").GetString();
        await DoAsync("DELETE", $"keys/{key}", null);
        await DoAsync("POST", "knowledge", new { id = "facts", name = "Facts" });
        await DoAsync("PUT", "knowledge/facts", new { name = "Other facts" });
        await DoAsync("POST", "knowledge/facts/documents", new { documents = new[] { new { id = "a", title = "Leave", text = "Three days." }, new { id = "b", title = "Pay", text = "On the last day." } } });
        await client.IdleAsync("facts", cancellationToken);
        var chunk = (await client.SearchAsync("facts", "days", "keyword", cancellationToken))[0].GetProperty("chunkId").GetString();
        await DoAsync("PUT", $"knowledge/facts/chunks/{chunk}", new { text = "Four days." });
        await DoAsync("DELETE", "knowledge/facts/documents/b", null);
        await DoAsync("DELETE", "knowledge/facts", null);

        var log = await EntriesAsync(client, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Select(entry => entry.GetProperty("action").GetString()).Reverse().SkipWhile(action => action != "flow.created"), Is.EqualTo(new[]
            {
                "flow.created", "endpoint.published", "endpoint.published", "endpoint.routed", "endpoint.changed",
                "schedule.created", "schedule.changed", "schedule.deleted",
                "webhook.created", "webhook.changed", "webhook.secret-changed", "webhook.deleted",
                "target.created", "target.changed", "target.secret-changed", "target.deleted",
                "endpoint.deleted", "flow.deleted", "flow.restored",
                "connection.created", "connection.deleted", "key.made", "key.deleted",
                "knowledge.created", "knowledge.changed", "knowledge.documents-added", "knowledge.text-changed", "knowledge.document-deleted", "knowledge.deleted",
            }));
            Assert.That(log.Select(TargetOf), Has.Member(id).And.Member(schedule).And.Member(hook).And.Member(target).And.Member("mine").And.Member(key).And.Member("facts"));
            Assert.That(log.Select(entry => entry.TryGetProperty("detail", out var detail) ? detail.GetString() : null), Has.Member("Leave, Pay").And.Member("Pay"));
            Assert.That(log.Select(entry => entry.GetProperty("actor").GetString()), Has.Member(Sessions.Administrator));
            Assert.That(JsonSerializer.Serialize(log), Does.Not.Contain("fbcanary"));
        }

        async Task<JsonElement> DoAsync(string method, string path, object? body)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/{path}");
            if (body is not null) request.Content = JsonContent.Create(body);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await client.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            Assert.That((int)answer.StatusCode, Is.LessThan(300), $"{method} {path}: {text}");
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
    }

    [Test]
    public async Task Entries_older_than_the_operator_keeps_them_are_removed_with_the_next_day(CancellationToken cancellationToken)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var program = new TestProgram(new() { ["Security:AuditDays"] = "30" }, clock);
        using var client = program.Client();
        using var made = await client.PostAsJsonAsync("api/v1/knowledge", new { id = "facts", name = "Facts" }, cancellationToken);
        clock.Advance(TimeSpan.FromDays(29));
        using var later = await client.PostAsJsonAsync("api/v1/knowledge", new { id = "more", name = "More" }, cancellationToken);
        var before = await EntriesAsync(client, cancellationToken);

        clock.Advance(TimeSpan.FromDays(2));

        Assert.That(before, Has.Count.EqualTo(2));
        Assert.That(
            async () => (await EntriesAsync(client, cancellationToken)).Select(TargetOf),
            Is.EqualTo(new[] { "more" }).After(20_000, 50));
    }

    private static string? TargetOf(JsonElement entry) => entry.TryGetProperty("targetId", out var target) ? target.GetString() : null;

    private static async Task<List<JsonElement>> EntriesAsync(HttpClient client, CancellationToken cancellationToken) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("api/v1/audit?limit=500", cancellationToken)).EnumerateArray()];
}
