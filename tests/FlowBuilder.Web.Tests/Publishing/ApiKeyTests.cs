using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class ApiKeyTests : OneProgram
{
    private const string Ask = """{"inputs":{"question":"?"}}""";


    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        await Program.PublishAsync(Client, Drawings.Echo, "echo", CancellationToken.None);
        await Program.PublishAsync(Client, Drawings.Echo, "other", CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_calls_endpoints_in_either_header(CancellationToken cancellationToken)
    {
        var key = await Client.MakeKeyAsync(cancellationToken);

        using var bearer = await Client.CallAsync("echo", Ask, key, cancellationToken);
        using var header = await Client.CallAsync("echo", Ask, null, cancellationToken, headers: ("x-api-key", key));

        Assert.That(new[] { (int)bearer.StatusCode, (int)header.StatusCode }, Has.All.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task No_key_and_a_wrong_one_are_refused_alike_for_endpoints_that_are_there_and_that_are_not(CancellationToken cancellationToken)
    {
        var key = await Client.MakeKeyAsync(cancellationToken);
        var wrong = key[..^1] + (key[^1] == 'A' ? 'B' : 'A');

        foreach (var slug in new[] { "echo", "nowhere", "No Slug" })
        {
            using var none = await Client.CallAsync(slug, Ask, null, cancellationToken);
            using var bad = await Client.CallAsync(slug, Ask, wrong, cancellationToken);
            using var junk = await Client.CallAsync(slug, Ask, "fb_", cancellationToken);

            Assert.That((await none.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.missing"));
            Assert.That((await bad.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.unknown"));
            Assert.That((await junk.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.unknown"));
            Assert.That(none.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-7")]
    public async Task A_key_without_the_scope_or_for_another_endpoint_is_refused(CancellationToken cancellationToken)
    {
        var reader = await Client.MakeKeyAsync(new { name = "reads", scopes = new[] { "read", "manage" } }, cancellationToken);
        var elsewhere = await Client.MakeKeyAsync(new { name = "other", scopes = new[] { "run" }, slugs = new[] { "other" } }, cancellationToken);

        using var unscoped = await Client.CallAsync("echo", Ask, reader, cancellationToken);
        using var misplaced = await Client.CallAsync("echo", Ask, elsewhere, cancellationToken);
        using var placed = await Client.CallAsync("other", Ask, elsewhere, cancellationToken);

        Assert.That((await unscoped.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("key.not-allowed"));
        Assert.That((await misplaced.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("key.not-allowed"));
        Assert.That((int)placed.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-77")]
    public async Task A_key_over_its_requests_a_minute_is_told_when_to_come_back(CancellationToken cancellationToken)
    {
        var key = await Client.MakeKeyAsync(new { name = "slow", scopes = new[] { "run" }, requestsPerMinute = 2 }, cancellationToken);

        using var first = await Client.CallAsync("echo", Ask, key, cancellationToken);
        using var second = await Client.CallAsync("other", Ask, key, cancellationToken);
        using var third = await Client.CallAsync("echo", Ask, key, cancellationToken);

        Assert.That(new[] { (int)first.StatusCode, (int)second.StatusCode }, Has.All.EqualTo(200));
        Assert.That((await third.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("calls.too-many"));
        Assert.That(third.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("SEC-77")]
    public async Task A_flood_with_one_key_is_told_when_to_come_back_while_others_and_the_editor_are_served(CancellationToken cancellationToken)
    {
        const int Calls = 600;
        const int Allowed = 30;
        var pace = TimeSpan.FromSeconds(1) / 200;
        var flooding = await Client.MakeKeyAsync(new { name = "floods", scopes = new[] { "run" }, requestsPerMinute = Allowed }, cancellationToken);
        var other = await Client.MakeKeyAsync(cancellationToken);
        var served = new List<int>();

        var calls = new List<Task<(int Status, TimeSpan? RetryAfter)>>();
        using var clock = new PeriodicTimer(pace);
        while (calls.Count < Calls && await clock.WaitForNextTickAsync(cancellationToken))
        {
            calls.Add(FloodAsync());
            if (calls.Count % 100 != 0) continue;
            using var call = await Client.CallAsync("echo", Ask, other, cancellationToken);
            using var editor = await Client.GetAsync("/", cancellationToken);
            served.AddRange([(int)call.StatusCode, (int)editor.StatusCode]);
        }

        var answers = await Task.WhenAll(calls);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(answer => answer.Status), Has.All.EqualTo(200).Or.EqualTo(429));
            Assert.That(answers.Count(answer => answer.Status == 429), Is.GreaterThan(Calls / 2));
            Assert.That(answers.Where(answer => answer.Status == 429).Select(answer => answer.RetryAfter), Has.All.GreaterThan(TimeSpan.Zero));
            Assert.That(served, Has.Count.EqualTo(12).And.All.EqualTo(200));
        }

        async Task<(int, TimeSpan?)> FloodAsync()
        {
            using var answer = await Client.CallAsync("echo", Ask, flooding, cancellationToken);
            return ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-7")]
    public async Task A_key_holds_its_bearer_to_its_scopes_in_the_management_api(CancellationToken cancellationToken)
    {
        var run = await Client.MakeKeyAsync(cancellationToken);
        var read = await Client.MakeKeyAsync(new { name = "reads", scopes = new[] { "read" } }, cancellationToken);
        var manage = await Client.MakeKeyAsync(new { name = "manages", scopes = new[] { "manage" } }, cancellationToken);

        var statuses = new Dictionary<string, int>();
        foreach (var (name, key) in new[] { ("run", run), ("read", read), ("manage", manage), ("wrong", "fb_wrong") })
        {
            using var list = await Client.AskAsync(HttpMethod.Get, "api/v1/flows", key, cancellationToken);
            using var delete = await Client.AskAsync(HttpMethod.Delete, "api/v1/flows/nowhere", key, cancellationToken);
            statuses[$"{name} reads"] = (int)list.StatusCode;
            statuses[$"{name} changes"] = (int)delete.StatusCode;
        }

        Assert.That(statuses, Is.EquivalentTo(new Dictionary<string, int>
        {
            ["run reads"] = 403,
            ["run changes"] = 403,
            ["read reads"] = 200,
            ["read changes"] = 403,
            ["manage reads"] = 200,
            ["manage changes"] = 404,
            ["wrong reads"] = 401,
            ["wrong changes"] = 401,
        }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-63")]
    public async Task A_secret_goes_out_once_and_a_removed_key_is_refused(CancellationToken cancellationToken)
    {
        var key = await Client.MakeKeyAsync(new { name = "to be removed", scopes = new[] { "run" } }, cancellationToken);
        var id = key.Split('_')[1];

        var list = await Client.GetStringAsync("api/v1/keys", cancellationToken);
        using var removed = await Client.DeleteAsync($"api/v1/keys/{id}", cancellationToken);
        using var refused = await Client.CallAsync("echo", Ask, key, cancellationToken);
        using var again = await Client.DeleteAsync($"api/v1/keys/{id}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(list, Does.Contain("to be removed").And.Contain(id));
            Assert.That(list, Does.Not.Contain(key).And.Not.Contain("hash"));
            Assert.That((int)removed.StatusCode, Is.EqualTo(204));
            Assert.That((await refused.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.unknown"));
            Assert.That((await again.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("key.not-found"));
        }
    }

    [TestCase("""{"name":"","scopes":["run"]}""", "$.name")]
    [TestCase("""{"name":"k","scopes":[]}""", "$.scopes")]
    [TestCase("""{"name":"k","scopes":["admin"]}""", "$.scopes")]
    [TestCase("""{"name":"k","scopes":["run"],"slugs":["No Slug"]}""", "$.slugs")]
    [TestCase("""{"name":"k","scopes":["run"],"expiresAt":"2020-01-01T00:00:00Z"}""", "$.expiresAt")]
    [TestCase("""{"name":"k","scopes":["run"],"requestsPerMinute":0}""", "$.requestsPerMinute")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_key_that_makes_no_sense_is_refused_by_its_member(string body, string path, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostTextAsync("api/v1/keys", body, cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        Assert.That(problem.GetProperty("problems")[0].GetProperty("path").GetString(), Is.EqualTo(path));
    }
}
