using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>Browsers that ask whether a page of another site may call, for every way to call a published flow.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PreflightTests : OneProgram
{
    private const string Shop = "https://shop.example";
    private const string Other = "https://other.example";

    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
        foreach (var (slug, change) in new (string, object)[]
                 {
                     ("open", new { isPublic = true, allowedOrigins = new[] { Shop }, publicRequestsPerMinute = 1000 }),
                     ("elsewhere", new { isPublic = true, allowedOrigins = new[] { Other }, publicRequestsPerMinute = 1000 }),
                     ("closed", new { isPublic = false, allowedOrigins = new[] { Shop, "https://closed.example" } }),
                     ("off", new { isPublic = true, isEnabled = false, allowedOrigins = new[] { Shop, "https://off.example" } }),
                 })
        {
            await Program.PublishAsync(Client, Drawings.Chat, slug, CancellationToken.None);
            await Client.ChangeEndpointAsync(slug, change, CancellationToken.None);
        }
    }

    private static IEnumerable<string> Calls =>
    [
        "api/v1/endpoints/SLUG", "api/v1/endpoints/SLUG/openapi.json", "api/v1/endpoints/SLUG/chat", "api/v1/endpoints/SLUG/chat/run1",
        "api/v1/endpoints/SLUG/runs/run1", "api/v1/endpoints/SLUG/runs/run1/events", "api/v1/endpoints/SLUG/runs/run1/cancel",
        "api/v1/endpoints/SLUG/runs/run1/feedback", "api/v1/run/SLUG", "api/v1/prediction/SLUG", "api/v1/chatflows-streaming/SLUG",
    ];

    [TestCaseSource(nameof(Calls)), CancelAfter(TestTimeouts.Default)]
    public async Task A_page_may_call_the_public_endpoint_that_names_its_site_and_no_other(string path, CancellationToken cancellationToken)
    {
        var named = await AskAsync(path, "open", Shop, cancellationToken);
        Assert.That(named, Is.EqualTo((204, Shop)));

        foreach (var (slug, origin) in new[] { ("open", Other), ("elsewhere", Shop), ("closed", Shop), ("off", Shop), ("nowhere", Shop), ("open", "null") })
            Assert.That(await AskAsync(path, slug, origin, cancellationToken), Is.EqualTo((403, (string?)null)), $"{origin} asks for {slug}");
    }

    [TestCase("v1/chat/completions")]
    [TestCase("v1/models")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Where_the_endpoint_stands_in_the_body_one_public_endpoint_that_names_the_site_is_enough_to_ask(string path, CancellationToken cancellationToken)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AskAsync(path, "", Shop, cancellationToken), Is.EqualTo((204, Shop)));
            Assert.That(await AskAsync(path, "", Other, cancellationToken), Is.EqualTo((204, Other)));
            foreach (var origin in new[] { "https://closed.example", "https://off.example", "https://evil.example", "null" })
                Assert.That(await AskAsync(path, "", origin, cancellationToken), Is.EqualTo((403, (string?)null)), origin);
        }
    }

    [TestCase("open", 200)]
    [TestCase("elsewhere", 403)]
    [TestCase("closed", 403)]
    [TestCase("nowhere", 404)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_page_that_calls_a_model_is_held_to_the_sites_of_that_very_endpoint(string model, int status, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, "v1/chat/completions", Shop, _key, cancellationToken,
            $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]}""");
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
            Assert.That(OriginOf(answer), Is.EqualTo(Shop));
            Assert.That(answer.Headers.GetValues("Vary").Count(value => value.Contains("Origin", StringComparison.Ordinal)), Is.EqualTo(1));
            if (status == 200) Assert.That(text, Does.Contain("Hello"));
            else Assert.That(text, Does.Contain("\"error\"").And.Not.Contain("Hello"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_page_of_another_site_can_neither_call_a_model_nor_read_why(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, "v1/chat/completions", "https://evil.example", _key, cancellationToken,
            """{"model":"open","messages":[{"role":"user","content":"Hello"}]}""");

        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
        Assert.That(OriginOf(answer), Is.Null);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_page_reads_that_its_key_is_wrong_and_is_shown_its_own_models_only(CancellationToken cancellationToken)
    {
        using var wrong = await SendAsync(HttpMethod.Get, "v1/models", Shop, "fb_wrong", cancellationToken);
        using var list = await SendAsync(HttpMethod.Get, "v1/models", Shop, _key, cancellationToken);
        using var program = await SendAsync(HttpMethod.Get, "v1/models", null, _key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)wrong.StatusCode, OriginOf(wrong)), Is.EqualTo((401, Shop)));
            Assert.That(await NamesAsync(list, cancellationToken), Is.EqualTo(new[] { "open" }));
            Assert.That(await NamesAsync(program, cancellationToken), Is.EqualTo(new[] { "closed", "elsewhere", "open" }));
        }
    }

    [TestCase("api/v1/run/open", """{"input_value":"Hello"}""")]
    [TestCase("api/v1/prediction/open", """{"question":"Hello"}""")]
    [TestCase("api/v1/endpoints/open", """{"inputs":{"message":{"text":"Hello"}}}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_page_that_may_call_reads_the_answer_of_every_protocol(string path, string body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, Shop, null, cancellationToken, body);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancellationToken));
        Assert.That(OriginOf(answer), Is.EqualTo(Shop));
        Assert.That(answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), Does.Contain("flowbuilder-run"));
    }

    [TestCase("api/v1/endpoints/open/traffic")]
    [TestCase("api/v1/endpoints/open/try/chat")]
    [TestCase("api/v1/flows")]
    [TestCase("api/v1/keys")]
    [TestCase("mcp")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_not_for_callers_no_page_of_another_site_is_told_it_may_call(string path, CancellationToken cancellationToken)
    {
        var (status, origin) = await AskAsync(path, "", Shop, cancellationToken);

        Assert.That(status, Is.GreaterThanOrEqualTo(400));
        Assert.That(origin, Is.Null);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Headers_that_a_client_adds_of_its_own_may_be_sent(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            HttpMethod.Options, "v1/chat/completions", Shop, null, cancellationToken, null, "authorization,content-type,x-stainless-os");

        Assert.That(answer.Headers.GetValues("Access-Control-Allow-Headers").Single().Split(", "), Is.SupersetOf(new[] { "*", "authorization" }));
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
    }

    private async Task<(int Status, string? Origin)> AskAsync(string path, string slug, string origin, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            HttpMethod.Options, path.Replace("SLUG", slug, StringComparison.Ordinal), origin, null, cancellationToken, null, "content-type");
        return ((int)answer.StatusCode, OriginOf(answer));
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? origin, string? key, CancellationToken cancellationToken, string? body = null, string? askedHeaders = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (askedHeaders is not null)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", askedHeaders);
        }

        return await Client.SendAsync(request, cancellationToken);
    }

    private static async Task<IEnumerable<string?>> NamesAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (await answer.JsonAsync(cancellationToken)).GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ToList();

    private static string? OriginOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
}
