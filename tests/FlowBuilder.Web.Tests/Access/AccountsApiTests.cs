using System.Net.Http.Json;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Access;

/// <summary>Accounts by the API, what a key of one may do, and what the audit log says of it all.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class AccountsApiTests
{
    private AccessStage _stage = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => _stage = await AccessStage.OpenAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task CloseAsync() => await _stage.DisposeAsync();

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_account_is_invited_taken_up_changed_and_removed(CancellationToken cancellationToken)
    {
        using var invited = await _stage.Administrator.PostAsJsonAsync("api/v1/accounts", new { name = "new@example.com", role = "viewer" }, cancellationToken);
        var body = await invited.JsonAsync(cancellationToken);
        Assert.That((int)invited.StatusCode, Is.EqualTo(201), body.ToString());
        var id = body.GetProperty("account").GetProperty("id").GetString()!;
        var token = body.GetProperty("link").GetString()!.Split('/')[^1];
        using var set = await _stage.Anonymous.PostAsJsonAsync("api/v1/password", new { token, password = Sessions.Password }, cancellationToken);
        Assert.That((int)set.StatusCode, Is.EqualTo(204));
        using var client = await _stage.Program.SignInAsync("new@example.com", Sessions.Password, cancellationToken);

        using var changed = await _stage.Administrator.PatchAsJsonAsync($"api/v1/accounts/{id}", new { role = "editor" }, cancellationToken);
        using var ended = await client.GetAsync("api/v1/account", cancellationToken);
        using var again = await _stage.Program.SignInAsync("new@example.com", Sessions.Password, cancellationToken);
        using var who = await again.GetAsync("api/v1/account", cancellationToken);
        using var removed = await _stage.Administrator.DeleteAsync($"api/v1/accounts/{id}", cancellationToken);
        using var gone = await again.GetAsync("api/v1/account", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await changed.JsonAsync(cancellationToken)).GetProperty("role").GetString(), Is.EqualTo("editor"));
            Assert.That((int)ended.StatusCode, Is.EqualTo(401), "the rights that the session began with are gone");
            Assert.That((await who.JsonAsync(cancellationToken)).GetProperty("role").GetString(), Is.EqualTo("editor"));
            Assert.That((int)removed.StatusCode, Is.EqualTo(204));
            Assert.That((int)gone.StatusCode, Is.EqualTo(401));
        }
    }

    [TestCase("POST", "accounts", """{"name":"x@example.com","role":"editor","isAdmin":true}""")]
    [TestCase("POST", "accounts", """{"name":"x@example.com","role":"editor","passwordHash":"x"}""")]
    [TestCase("POST", "accounts", """{"name":"x@example.com","role":9}""")]
    [TestCase("PATCH", "accounts/{0}", """{"stamp":"x"}""")]
    [TestCase("PATCH", "accounts/{0}", """{"workspaceId":"x"}""")]
    [TestCase("PATCH", "accounts/{0}", """{"emailVerified":true}""")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-26")]
    public async Task A_member_that_is_not_for_setting_is_refused(string method, string path, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "api/v1/" + path.Replace("{0}", _stage.OtherId, StringComparison.Ordinal)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await _stage.Administrator.SendAsync(request, cancellationToken);
        Assert.That((await answer.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.malformed"));
    }

    [TestCase("""{"role":"administrator"}""")]
    [TestCase("""{"isAdmin":true}""")]
    [TestCase("""{"name":"me@example.com","role":"administrator"}""")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-26")]
    public async Task Nobody_gives_a_role_to_oneself(string body, CancellationToken cancellationToken)
    {
        foreach (var path in new[] { $"accounts/{_stage.EditorId}", "account" })
        {
            using var answer = await _stage.Editor.PatchAsync($"api/v1/{path}", new StringContent(body, Encoding.UTF8, "application/json"), cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(403).Or.EqualTo(405));
        }

        using var still = await _stage.Editor.GetAsync("api/v1/account", cancellationToken);
        Assert.That((await still.JsonAsync(cancellationToken)).GetProperty("role").GetString(), Is.EqualTo("editor"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Nothing_that_is_listed_of_accounts_says_anything_of_passwords_or_sessions(CancellationToken cancellationToken)
    {
        var stored = await _stage.Program.AdministerAsync(accounts => accounts.FindAsync(_stage.EditorId, cancellationToken));
        foreach (var path in new[] { "accounts", $"accounts/{_stage.EditorId}", "account", "audit", $"flows/{_stage.Flow}/access", $"flows/{_stage.Flow}", "keys" })
        {
            using var answer = await _stage.Administrator.GetAsync($"api/v1/{path}", cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), path);
            Assert.That(text, Does.Not.Contain(stored.PasswordHash!).And.Not.Contain(stored.Stamp).And.Not.Contain("asswordHash"), path);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-7")]
    public async Task A_key_that_may_only_run_reads_nothing_and_changes_nothing(CancellationToken cancellationToken)
    {
        using var call = await _stage.Key.CallAsync(AccessStage.Slug, """{"inputs":{"question":"?"}}""", key: null, cancellationToken);
        Assert.That((int)call.StatusCode, Is.EqualTo(200), await call.Content.ReadAsStringAsync(cancellationToken));
        foreach (var (method, path) in new[] { ("GET", $"flows/{_stage.Flow}"), ("POST", $"flows/{_stage.Flow}/runs"), ("POST", "flows"), ("POST", "flows/validate"), ("POST", "keys") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/{path}") { Content = method == "GET" ? null : new StringContent("""{"only":["x"],"from":"x"}""", Encoding.UTF8, "application/json") };
            using var answer = await _stage.Key.SendAsync(request, cancellationToken);
            Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("key.not-allowed"), path);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-7")]
    public async Task A_viewer_runs_and_changes_nothing_not_even_with_a_key(CancellationToken cancellationToken)
    {
        using var run = await _stage.Viewer.RunAsync(_stage.Flow, """{"inputs":{"question":"?"}}""", cancellationToken);
        using var made = await _stage.Viewer.PostAsJsonAsync("api/v1/flows", new { }, cancellationToken);
        using var running = await _stage.Viewer.PostAsJsonAsync("api/v1/keys", new { name = "k", scopes = new[] { "run" } }, cancellationToken);
        using var reader = _stage.ClientOf(await _stage.Viewer.MakeKeyAsync(new { name = "k", scopes = new[] { "read" } }, cancellationToken));
        using var read = await reader.GetAsync($"api/v1/flows/{_stage.Flow}", cancellationToken);

        foreach (var answer in new[] { run, made, running }) Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("access.denied"));
        Assert.That((int)read.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-37")]
    public async Task A_key_goes_with_its_account_and_allows_no_more_than_the_account_may_now(CancellationToken cancellationToken)
    {
        var (id, client) = await _stage.Program.JoinAsync("leaver@example.com", Core.Accounts.AccountRole.Editor, cancellationToken);
        var flow = await _stage.StoreAsync(client, Drawings.Echo, cancellationToken);
        using var key = _stage.ClientOf(await client.MakeKeyAsync(new { name = "k", scopes = new[] { "run", "manage" } }, cancellationToken));
        using var before = await key.RunAsync(flow, """{"inputs":{"question":"?"}}""", cancellationToken);
        using var demoted = await _stage.Administrator.PatchAsJsonAsync($"api/v1/accounts/{id}", new { role = "viewer" }, cancellationToken);
        using var after = await key.RunAsync(flow, """{"inputs":{"question":"?"}}""", cancellationToken);
        using var off = await _stage.Administrator.PatchAsJsonAsync($"api/v1/accounts/{id}", new { isDisabled = true }, cancellationToken);
        using var refused = await key.GetAsync($"api/v1/flows/{flow}", cancellationToken);
        client.Dispose();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)before.StatusCode, Is.EqualTo(200));
            Assert.That((int)after.StatusCode, Is.EqualTo(403));
            Assert.That((await refused.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.unknown"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_audit_log_says_who_did_what_by_pages(CancellationToken cancellationToken)
    {
        var flow = await _stage.StoreAsync(_stage.Other, Drawings.Echo, cancellationToken);
        await _stage.Other.PublishAsync(flow, "audited", cancellationToken);
        using (await _stage.OtherKey.DeleteAsync($"api/v1/flows/{flow}", cancellationToken))
        using (await _stage.Administrator.PostAsync($"api/v1/flows/{flow}/restore", null, cancellationToken))
        {
        }

        using var answer = await _stage.Administrator.GetAsync($"api/v1/audit?target={flow}", cancellationToken);
        var entries = (await answer.JsonAsync(cancellationToken)).EnumerateArray().ToList();
        using var page = await _stage.Administrator.GetAsync($"api/v1/audit?target={flow}&limit=1&before={entries[0].GetProperty("number").GetInt64()}", cancellationToken);
        using var bad = await _stage.Administrator.GetAsync("api/v1/audit?limit=501", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                entries.Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("actor")}"),
                Is.EqualTo(new[] { $"flow.restored {Sessions.Administrator}", "flow.deleted other@example.com", "endpoint.published other@example.com", "flow.created other@example.com" }));
            Assert.That(entries[1].TryGetProperty("keyId", out _), Is.True, "it was done with a key");
            Assert.That(entries[3].GetProperty("accountId").GetString(), Is.EqualTo(_stage.OtherId));
            Assert.That((await page.JsonAsync(cancellationToken)).EnumerateArray().Single().GetProperty("action").GetString(), Is.EqualTo("flow.deleted"));
            Assert.That((int)bad.StatusCode, Is.EqualTo(400));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_stream_of_events_ends_when_what_it_tells_of_is_shared_no_longer(CancellationToken cancellationToken)
    {
        await _stage.Editor.PostAsJsonAsync("api/v1/knowledge", new { id = "lent", name = "lent" }, cancellationToken);
        await AccessStage.ShareAsync(_stage.Editor, "knowledge/lent", cancellationToken, (_stage.EditorId, "own"), (_stage.OtherId, "view"));
        await using var stream = await _stage.Other.GetStreamAsync("api/v1/knowledge/lent/events", cancellationToken);

        await AccessStage.ShareAsync(_stage.Editor, "knowledge/lent", cancellationToken, (_stage.EditorId, "own"));

        Assert.That(async () => await stream.CopyToAsync(Stream.Null, cancellationToken), Throws.InstanceOf<IOException>(), "it is cut off");
    }
}
