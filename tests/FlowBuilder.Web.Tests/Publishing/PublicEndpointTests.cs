using System.Net.Http.Json;
using FlowBuilder.Testing.Http;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class PublicEndpointTests : OneProgram
{
    private const string Ask = """{"inputs":{"question":"?"}}""";
    private const string Shop = "https://shop.example";

    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-61")]
    public async Task Anybody_calls_a_public_endpoint_and_sees_its_results_only(CancellationToken cancellationToken)
    {
        await PublicAsync("open", new { isPublic = true }, cancellationToken);

        using var call = await Client.CallAsync("open", Ask, null, cancellationToken);
        using var stream = await Client.CallAsync("open", Ask, null, cancellationToken, headers: ("Accept", "text/event-stream"));
        var types = await stream.ReadEventsAsync(cancellationToken).Select(item => item.EventType).ToListAsync(cancellationToken);
        using var more = await Client.CallAsync("open", Ask, null, cancellationToken, "?events=all", ("Accept", "text/event-stream"));
        using var wrong = await Client.CallAsync("open", Ask, "fb_wrong", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)call.StatusCode, Is.EqualTo(200));
            Assert.That(types, Is.EqualTo(new[] { "node.delta", "node.output", "run.completed" }));
            Assert.That((await more.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("endpoint.only-results"));
            Assert.That((await wrong.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.unknown"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-58", "SEC-77")]
    public async Task Callers_without_a_key_have_a_limit_of_their_own(CancellationToken cancellationToken)
    {
        await PublicAsync("limited", new { isPublic = true, publicRequestsPerMinute = 1 }, cancellationToken);

        using var first = await Client.CallAsync("limited", Ask, null, cancellationToken);
        using var second = await Client.CallAsync("limited", Ask, null, cancellationToken);
        using var keyed = await Client.CallAsync("limited", Ask, _key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)first.StatusCode, Is.EqualTo(200));
            Assert.That((await second.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("calls.too-many"));
            Assert.That((int)keyed.StatusCode, Is.EqualTo(200));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Pages_of_a_named_site_may_call_and_read_also_what_is_refused(CancellationToken cancellationToken)
    {
        await PublicAsync("bubble", new { isPublic = true, allowedOrigins = new[] { Shop }, publicRequestsPerMinute = 1 }, cancellationToken);

        using var preflight = await Client.AskAsync(
            HttpMethod.Options, "api/v1/endpoints/bubble", null, cancellationToken, ("Origin", Shop), ("Access-Control-Request-Method", "POST"));
        using var call = await Client.CallAsync("bubble", Ask, null, cancellationToken, headers: ("Origin", Shop));
        using var refused = await Client.CallAsync("bubble", Ask, null, cancellationToken, headers: ("Origin", Shop));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)preflight.StatusCode, Is.EqualTo(204));
            Assert.That(Header(preflight, "Access-Control-Allow-Methods"), Does.Contain("POST"));
            Assert.That(Header(preflight, "Access-Control-Allow-Headers"), Does.Contain("content-type"));
            Assert.That((int)call.StatusCode, Is.EqualTo(200));
            Assert.That((int)refused.StatusCode, Is.EqualTo(429));
            Assert.That(new[] { preflight, call, refused }.Select(answer => Header(answer, "Access-Control-Allow-Origin")), Has.All.EqualTo(Shop));
            Assert.That(new[] { preflight, call, refused }.Select(answer => Header(answer, "Access-Control-Allow-Credentials")), Has.All.Null);
            Assert.That(Header(call, "Cross-Origin-Resource-Policy"), Is.EqualTo("cross-origin"));
        }
    }

    [TestCase("https://evil.example")]
    [TestCase("https://shop.example.evil.example")]
    [TestCase("http://shop.example")]
    [TestCase("null")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-22", "SEC-58")]
    public async Task Pages_of_other_sites_may_neither_call_nor_read(string origin, CancellationToken cancellationToken)
    {
        var slug = $"named-{TestContext.CurrentContext.Test.ID.ToLowerInvariant()}";
        await PublicAsync(slug, new { isPublic = true, allowedOrigins = new[] { Shop } }, cancellationToken);

        using var preflight = await Client.AskAsync(
            HttpMethod.Options, $"api/v1/endpoints/{slug}", null, cancellationToken, ("Origin", origin), ("Access-Control-Request-Method", "POST"));
        using var call = await Client.CallAsync(slug, Ask, null, cancellationToken, headers: ("Origin", origin));
        using var keyed = await Client.CallAsync(slug, Ask, _key, cancellationToken, headers: ("Origin", origin));

        using (Assert.EnterMultipleScope())
        {
            foreach (var answer in new[] { preflight, call, keyed })
            {
                Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("origin.not-allowed"));
                Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.Null);
            }
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_an_owner_does_with_endpoints_is_no_other_sites_affair(CancellationToken cancellationToken)
    {
        await PublicAsync("guarded", new { isPublic = true, allowedOrigins = new[] { Shop } }, cancellationToken);

        using var rollback = await Client.AskAsync(HttpMethod.Post, "api/v1/endpoints/guarded/rollback", null, cancellationToken, ("Origin", Shop));
        using var delete = await Client.AskAsync(HttpMethod.Delete, "api/v1/endpoints/guarded", null, cancellationToken, ("Origin", Shop));
        using var list = await Client.AskAsync(HttpMethod.Get, "api/v1/endpoints", null, cancellationToken, ("Origin", Shop));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { (int)rollback.StatusCode, (int)delete.StatusCode }, Has.All.EqualTo(403));
            Assert.That(Header(list, "Access-Control-Allow-Origin"), Is.Null);
        }
    }

    [TestCase("shop.example")]
    [TestCase("https://shop.example/")]
    [TestCase("https://user@shop.example")]
    [TestCase("*")]
    [TestCase("javascript:alert(1)")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_no_origin_is_refused(string origin, CancellationToken cancellationToken)
    {
        var slug = $"origins-{TestContext.CurrentContext.Test.ID.ToLowerInvariant()}";
        await Program.PublishAsync(Client, Drawings.Echo, slug, cancellationToken);

        using var answer = await Client.PutAsJsonAsync($"api/v1/endpoints/{slug}", new { allowedOrigins = new[] { origin } }, cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        Assert.That(problem.GetProperty("problems")[0].GetProperty("path").GetString(), Is.EqualTo("$.allowedOrigins"));
    }

    private async Task PublicAsync(string slug, object change, CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, slug, cancellationToken);
        await Client.ChangeEndpointAsync(slug, change, cancellationToken);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
