using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Embedding;

/// <summary>What a web page loads for its chat.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class EmbedTests : OneProgram
{
    private const int MostBytes = 30_000;


    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task All_that_a_page_loads_is_small_and_may_be_loaded_from_every_site(CancellationToken cancellationToken)
    {
        var loaded = 0L;
        foreach (var path in Scripts())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
            request.Headers.TryAddWithoutValidation("Origin", "https://shop.example");
            using var answer = await Client.SendAsync(request, cancellationToken);
            loaded += (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length;

            using (Assert.EnterMultipleScope())
            {
                Assert.That((int)answer.StatusCode, Is.EqualTo(200), path);
                Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/javascript"), path);
                Assert.That(answer.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "cross-origin" }), path);
                Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }), path);
            }

            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var known = await Client.SendAsync(again, cancellationToken);
            Assert.That((int)known.StatusCode, Is.EqualTo(304), path);
        }

        Assert.That(loaded, Is.InRange(1_000, MostBytes));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Every_text_is_there_in_English_and_in_Korean(CancellationToken cancellationToken)
    {
        var texts = (await Client.GetStringAsync("js/embed/texts.js", cancellationToken)).Split("const ko = {");

        var english = Name.Matches(texts[0]).Select(match => match.Groups[1].Value).ToList();
        var korean = Name.Matches(texts[1]).Select(match => match.Groups[1].Value).ToList();

        Assert.That(english, Has.Count.GreaterThan(20));
        Assert.That(korean, Is.EqualTo(english));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-59")]
    public async Task Nothing_else_may_be_loaded_from_another_site(CancellationToken cancellationToken)
    {
        using var answer = await Client.GetAsync("js/page.js", cancellationToken);

        Assert.That(answer.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }));
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_chat_s_page_runs_nothing_inline_and_is_kept_out_of_search_engines(CancellationToken cancellationToken)
    {
        await PublishedChats.PublishAsync(Program, Client, "page", PublishedChats.Echo, isPublic: true, cancellationToken);

        using var answer = await Client.GetAsync("chat/page", cancellationToken);
        var page = await answer.Content.ReadAsStringAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none';").And.Not.Contain("unsafe"));
            Assert.That(answer.Headers.GetValues("X-Robots-Tag"), Is.EqualTo(new[] { "noindex" }));
            Assert.That(page, Does.Contain("data-title=\"&lt;b&gt;Echo&lt;/b&gt;\"").And.Not.Contain("<b>"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_chat_s_manifest_names_it(CancellationToken cancellationToken)
    {
        await PublishedChats.PublishAsync(Program, Client, "manifest", PublishedChats.Echo, isPublic: true, cancellationToken);

        using var answer = await Client.GetAsync("chat/manifest/manifest.webmanifest", cancellationToken);

        var manifest = JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/manifest+json"));
            Assert.That(manifest.GetProperty("start_url").GetString(), Is.EqualTo("/chat/manifest"));
            Assert.That(manifest.GetProperty("name").GetString(), Is.EqualTo("<b>Echo</b>"));
        }
    }

    // The loader and its modules, as they are in the repository.
    private static IEnumerable<string> Scripts()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "wwwroot", "embed.js"))) folder = folder.Parent!;
        return ["embed.js", .. Directory.GetFiles(Path.Combine(folder.FullName, "wwwroot", "js", "embed")).Select(path => "js/embed/" + Path.GetFileName(path))];
    }

    // What begins a line or follows another text, and is followed by a text or by a function that gives one.
    [GeneratedRegex(@"(?:^ +|[',`] )(\w+): (?=['(])", RegexOptions.Multiline)]
    private static partial Regex Name { get; }
}
