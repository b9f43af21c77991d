using System.Globalization;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Pages;
using FlowBuilder.Knowledge.Tests.Loading;
using FlowBuilder.Knowledge.Tests.Pages;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Knowledge.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class LoadWebPagesNodeTests
{
    private const string Start = "https://example.com/help/";

    [Test]
    public async Task A_page_gives_its_main_text_title_and_final_address()
    {
        var site = new WebSite()
            .Page("https://example.com/help/returns?lang=en", "<title>Returns</title><nav>Menu</nav><main><h1>Returns</h1><p>Within thirty days.</p></main>")
            .Redirect("https://example.com/r", "https://example.com/help/returns?lang=en");

        var document = Documents(await LoadAsync(site, new { url = "example.com/r#top" })).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.Text, Is.EqualTo("# Returns\n\nWithin thirty days."));
            Assert.That(document.Title, Is.EqualTo("Returns"));
            Assert.That(document.Source, Is.EqualTo("https://example.com/help/returns?lang=en"));
            Assert.That(document.Metadata["url"], Is.EqualTo(document.Source));
            Assert.That(document.Metadata["format"], Is.EqualTo("html"));
        }
    }

    [Test]
    public async Task What_comes_is_read_by_its_content_in_the_charset_that_the_server_names()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var site = new WebSite()
            .Page("https://example.com/ko", Encoding.GetEncoding(949).GetBytes("<title>안내</title><p>보증 기간은 3년입니다.</p>"), "text/html", "euc-kr")
            .Page("https://example.com/list", "q,a\nWhen?,Now", "text/csv")
            .Page("https://example.com/sheet?id=1", OfficeFile.Sheets([("Prices", "<row r='1'><c r='A1' t='inlineStr'><is><t>Belt</t></is></c></row>")]), "application/octet-stream");

        var documents = Documents(await LoadAsync(site, inputs: "https://example.com/ko\nhttps://example.com/list https://example.com/sheet?id=1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(documents.Select(document => document.Metadata["format"]), Is.EqualTo(new[] { "html", "csv", "xlsx" }));
            Assert.That(documents[0].Text, Is.EqualTo("보증 기간은 3년입니다."));
            Assert.That(documents.Select(document => document.Source), Is.EqualTo(new[] { "https://example.com/ko", "https://example.com/list", "https://example.com/sheet?id=1" }));
        }
    }

    [Test]
    public async Task One_bad_page_of_several_is_told_and_the_others_are_loaded()
    {
        var site = new WebSite().Page(Start, "<p>Ask us.</p>").Fault("http://10.0.0.1/admin", "http.address-refused");

        var result = await LoadAsync(site, inputs: $"https://example.com/gone?key=fbcanary\nhttp://10.0.0.1/admin\nftp://example.com\n{Start}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Documents(result).Single().Text, Is.EqualTo("Ask us."));
            Assert.That(
                result.Json("problems").EnumerateArray().Select(problem => (problem.GetProperty("address").GetString(), problem.GetProperty("code").GetString())),
                Is.EquivalentTo(new[] { ("https://example.com/gone", "http.status"), ("http://10.0.0.1/admin", "http.address-refused"), ("ftp://example.com", "http.bad-address") }));
            Assert.That(result.Json("problems").GetRawText(), Does.Not.Contain("fbcanary"));
        }
    }

    [TestCase("", "documents.address-missing")]
    [TestCase("hello", "http.bad-address")]
    [TestCase("javascript:alert(1)", "http.bad-address")]
    [TestCase("https://example.com/gone", "http.status")]
    [TestCase("https://example.com/app", "documents.empty")]
    [TestCase("https://example.com/picture", "documents.unsupported")]
    [TestCase("https://example.com/gone https://example.com/app", "http.status")]
    public void Where_nothing_can_be_loaded_the_reason_is_told(string addresses, string code)
    {
        var site = new WebSite()
            .Page("https://example.com/app", "<!doctype html><title>App</title><div id=root></div><script>start()</script>")
            .Page("https://example.com/picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0], "image/png");

        var fault = Assert.ThrowsAsync<NodeException>(() => LoadAsync(site, inputs: addresses));

        Assert.That(fault!.Code, Is.EqualTo(code));
    }

    [Test]
    public void A_page_that_needs_scripts_says_so_instead_of_asking_for_a_file()
    {
        var site = new WebSite().Page(Start, "<!doctype html><div id=root></div><script>start()</script>");

        var fault = Assert.ThrowsAsync<NodeException>(() => LoadAsync(site, new { url = Start }));

        Assert.That(fault!.Text.English, Does.Contain("scripts").And.Contain(Start));
    }

    [Test]
    public async Task Links_are_followed_within_the_site_each_page_once_the_nearest_first()
    {
        var site = Help();

        var sources = Documents(await LoadAsync(site, new { url = Start, follow = true })).Select(document => document.Source[Start.Length..]);

        Assert.That(sources, Is.EqualTo(new[] { "", "a", "b", "deep" }));
        Assert.That(site.Asked, Is.Unique);
        Assert.That(site.Asked, Has.None.Contain("other.example").And.None.Contain("picture").And.None.Contain("nofollow").And.None.Contain("/shop"));
    }

    [TestCase(1, 2, new[] { "" })]
    [TestCase(20, 1, new[] { "", "a", "b" })]
    [TestCase(3, 5, new[] { "", "a", "b" })]
    public async Task Number_and_depth_of_pages_have_a_limit(int pages, int depth, string[] expected)
    {
        var sources = Documents(await LoadAsync(Help(), new { url = Start, follow = true, pages, depth })).Select(document => document.Source[Start.Length..]);

        Assert.That(sources, Is.EqualTo(expected));
    }

    [Test]
    public async Task Nothing_is_followed_unless_it_is_wished()
    {
        var site = Help();

        await LoadAsync(site, new { url = Start });

        Assert.That(site.Asked, Is.EqualTo(new[] { Start }));
    }

    [Test]
    public async Task What_robots_txt_forbids_is_left_out_and_told_once_but_a_named_page_is_loaded()
    {
        var site = Help().Page("https://example.com/robots.txt", "User-agent: *\nDisallow: /help/a\nDisallow: /help/b", "text/plain");

        var result = await LoadAsync(site, new { url = $"{Start}\n{Start}b", follow = true });

        Assert.That(Documents(result).Select(document => document.Source[Start.Length..]), Is.EqualTo(new[] { "", "b", "deep", "deeper" }));
        Assert.That(result.Json("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()), Is.EqualTo(new[] { "documents.robots" }));
    }

    [TestCase(503)]
    [TestCase(500)]
    public async Task Where_robots_txt_cannot_be_read_nothing_is_followed(int status)
    {
        var documents = Documents(await LoadAsync(Help().Status("https://example.com/robots.txt", status), new { url = Start, follow = true }));

        Assert.That(documents, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_link_that_leads_off_the_site_by_a_redirect_is_left_out()
    {
        var site = new WebSite()
            .Page(Start, "<p>Start</p><a href=out>out</a>")
            .Page("https://other.example/", "<p>Elsewhere</p>")
            .Redirect(Start + "out", "https://other.example/");

        Assert.That(Documents(await LoadAsync(site, new { url = Start, follow = true })).Select(document => document.Text), Is.EqualTo(new[] { "Start\n\nout" }).Or.EqualTo(new[] { "Start\nout" }));
    }

    [Test]
    public void The_walk_stops_with_the_run()
    {
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();

        Assert.That(async () => await LoadAsync(Help(), new { url = Start, follow = true }, cancellationToken: stopping.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_site_of_endless_links_ends_at_the_limit()
    {
        var site = new EndlessSite();

        Assert.That(async () => Documents(await NodeHarness.RunAsync<LoadWebPagesNode>(
            new { url = "https://example.com/", follow = true, pages = 30, depth = 5 }, services: [new WebPages(site)])).Count, Is.EqualTo(30));
        Assert.That(site.Count, Is.LessThanOrEqualTo(31));
    }

    [Test]
    public void An_address_that_is_none_is_told_before_the_run() =>
        Assert.That(NodeHarness.ProblemsOf<LoadWebPagesNode>(new { url = "https://example.com\nhello there" }).Select(problem => problem.Code), Is.EqualTo(new[] { "http.bad-address" }));

    private static WebSite Help() => new WebSite()
        .Page(Start, """
            <title>Help</title><main><p>Start</p>
            <a href="a">A</a> <a href="b#part">B</a> <a href="/help/a#again">A</a> <a href="./">Here</a> <a href="picture.png">P</a>
            <a rel="nofollow" href="nofollow">N</a> <a href="https://other.example/">O</a> <a href="mailto:a@example.com">M</a> <a href="/shop">Shop</a></main>
            """)
        .Page(Start + "a", "<p>Page a</p><a href=deep>deeper</a><a href=same>same</a>")
        .Page(Start + "b", "<p>Page b</p><a href=.>up</a><a href=deep>deeper</a>")
        .Page(Start + "deep", "<p>Page deep</p><a href=deeper>deeper</a>")
        .Page(Start + "same", "<p>Page b</p><a href=.>up</a><a href=deep>deeper</a>")
        .Page(Start + "deeper", "<p>Page deeper</p>")
        .Page("https://example.com/shop", "<p>Shop</p>");

    private static DocumentList Documents(NodeResult result) => (DocumentList)result["documents"];

    private static Task<NodeResult> LoadAsync(WebSite site, object? settings = null, string? inputs = null, CancellationToken cancellationToken = default) =>
        NodeHarness.RunAsync<LoadWebPagesNode>(
            settings,
            inputs is null ? null : new Dictionary<string, object> { ["url"] = inputs },
            services: [new WebPages(site)],
            cancellationToken: cancellationToken);

    private sealed class EndlessSite : Core.Http.IOutboundHttp
    {
        public int Count { get; private set; }

        public Task<Core.Http.OutboundResponse> SendAsync(Core.Http.OutboundRequest request, CancellationToken cancellationToken)
        {
            if (request.Address.AbsolutePath == "/robots.txt") return Task.FromResult(new Core.Http.OutboundResponse(404, request.Address, default));
            var page = string.Create(CultureInfo.InvariantCulture, $"<p>Page {Count++}</p>{string.Concat(Enumerable.Range(0, 50).Select(link => $"<a href='/{Count}-{link}'>x</a>"))}");
            return Task.FromResult(new Core.Http.OutboundResponse(200, request.Address, Encoding.UTF8.GetBytes(page)) { MediaType = "text/html" });
        }
    }
}
