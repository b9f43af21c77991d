using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>Pages of the web in knowledge bases; the site stands on this machine and is allowed for the test alone.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class KnowledgePagesTests
{
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private WebApplication _site = null!;
    private TestProgram _program = null!;

    private HttpClient Client => _program.Client();

    private string Site => _site.Urls.First();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _site = builder.Build();
        _site.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            _asked.AddOrUpdate(path, 1, (_, count) => count + 1);
            context.Response.StatusCode = _pages.ContainsKey(path) ? 200 : 404;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(_pages.GetValueOrDefault(path, ""));
        });
        await _site.StartAsync();
        _program = new TestProgram(new Dictionary<string, string> { ["Security:OutboundHosts:0"] = $"127.0.0.1:{new Uri(Site).Port}" });
        _ = _program.Address;
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _program.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Test, CancelAfter(60_000)]
    public async Task A_page_becomes_a_document_that_is_found_and_added_again_says_what_it_says_now(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("shop", null, cancellationToken);
        _pages["/returns"] = "<!doctype html><title>Returns</title><nav>Menu</nav><main><p>Unused kettles can be returned within thirty days.</p></main>";

        var first = await AddAsync("shop", new { url = $"{Site}/returns#top" }, 202, cancellationToken);
        await Client.IdleAsync("shop", cancellationToken);
        var found = await SearchAsync("shop", "kettles returned", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("documents")[0].GetProperty("title").GetString(), Is.EqualTo("Returns"));
            Assert.That(first.GetProperty("documents")[0].GetProperty("source").GetString(), Is.EqualTo($"{Site}/returns"));
            Assert.That(found.GetProperty("text").GetString(), Is.EqualTo("Unused kettles can be returned within thirty days."));
            Assert.That(found.GetProperty("metadata").GetProperty("url").GetString(), Is.EqualTo($"{Site}/returns"));
        }

        using (await Client.PostAsync("api/v1/knowledge/shop/reindex", null, cancellationToken)) await Client.IdleAsync("shop", cancellationToken);
        Assert.That(_asked["/returns"], Is.EqualTo(1), "Indexing anew asks no site.");

        _pages["/returns"] = "<!doctype html><title>Returns</title><main><p>Unused kettles can be returned within sixty days.</p></main>";
        var second = await AddAsync("shop", new { urls = new[] { $"{Site}/returns" } }, 202, cancellationToken);
        await Client.IdleAsync("shop", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.GetProperty("documents")[0].GetProperty("id").GetString(), Is.EqualTo(first.GetProperty("documents")[0].GetProperty("id").GetString()));
            Assert.That((await SearchAsync("shop", "kettles returned", cancellationToken)).GetProperty("text").GetString(), Does.Contain("sixty days"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_page_that_cannot_be_fetched_is_named_beside_those_that_can(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("some", null, cancellationToken);
        _pages["/good"] = "<!doctype html><title>Good</title><p>It is good.</p>";

        var added = await AddAsync("some", new { url = $"{Site}/good", urls = new[] { $"{Site}/gone", "http://127.0.0.1:1/", "nonsense" } }, 202, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(added.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("title").GetString()), Is.EqualTo(new[] { "Good" }));
            Assert.That(
                added.GetProperty("refused").EnumerateArray().Select(page => (page.GetProperty("source").GetString(), page.GetProperty("code").GetString())),
                Is.EqualTo(new[] { ($"{Site}/gone", "http.status"), ("http://127.0.0.1:1/", "http.address-refused"), ("nonsense", "http.bad-address") }));
        }
    }

    [TestCase("""{ "url": "http://10.0.0.1/" }""", "http.address-refused")]
    [TestCase("""{ "urls": [] }""", "knowledge.no-documents")]
    [TestCase("""{ "urls": ["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u"] }""", "documents.too-many-addresses")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Where_nothing_comes_of_it_the_answer_says_why(string body, string code, CancellationToken cancellationToken)
    {
        var id = "none" + Guid.NewGuid().ToString("N");
        await Client.MakeBaseAsync(id, null, cancellationToken);

        using var answer = await Client.PostTextAsync($"api/v1/knowledge/{id}/documents", body, cancellationToken);

        Assert.That((await answer.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo(code));
    }

    private async Task<JsonElement> AddAsync(string id, object body, int status, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsJsonAsync($"api/v1/knowledge/{id}/documents", body, cancellationToken);
        var added = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), added.ToString());
        return added;
    }

    private async Task<JsonElement> SearchAsync(string id, string query, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsJsonAsync($"api/v1/knowledge/{id}/search", new { query, top = 1 }, cancellationToken);
        return (await answer.JsonAsync(cancellationToken)).GetProperty("results")[0];
    }
}
