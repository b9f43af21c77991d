using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Pages;
using FlowBuilder.Knowledge.Tests.Pages;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class ReadPageNodeTests
{
    private const string Address = "https://example.com/help";

    private static readonly string Long = string.Concat(Enumerable.Repeat("All work and no play. ", 100)).Trim();

    private static WebSite Site() => new WebSite()
        .Page(Address, $"<title>Help</title><nav>Menu</nav><main><p>{Long}</p></main>")
        .Page("https://evil.example/x", "<p>Other.</p>");

    [Test]
    public async Task The_node_gives_main_text_and_title()
    {
        var result = await RunAsync(Site(), new { }, Address);

        Assert.That((result.Text("text"), result.Text("title")), Is.EqualTo((Long, "Help")));
    }

    [Test]
    public async Task A_model_reads_a_long_page_part_by_part()
    {
        var tool = ((ToolValue)(await RunAsync(Site(), new { maxCharacters = 500 }))["tool"]).Function;

        var first = (string)(await tool.InvokeAsync(new AIFunctionArguments { ["url"] = "example.com/help" }))!;
        var last = (string)(await tool.InvokeAsync(new AIFunctionArguments { ["url"] = Address, ["start"] = Long.Length - 10 }))!;

        Assert.That(first, Does.StartWith($"Help\n{Address}\n\nAll work").And.EndWith($"({Long.Length - 500} characters follow; read on with start 500)"));
        Assert.That(last, Does.EndWith(Long[^10..]));
    }

    [TestCase("https://evil.example/x", "page.site-not-allowed")]
    [TestCase("https://example.com.evil.example/x", "page.site-not-allowed")]
    [TestCase("https://example.com/gone", "http.status")]
    [TestCase("file:///etc/passwd", "http.bad-address")]
    public async Task What_may_not_be_read_is_refused(string address, string code)
    {
        var tool = ((ToolValue)(await RunAsync(Site(), new { sites = new[] { "example.com" } }))["tool"]).Function;

        Assert.That(Assert.ThrowsAsync<NodeException>(async () => await tool.InvokeAsync(new AIFunctionArguments { ["url"] = address }))!.Code, Is.EqualTo(code));
    }

    [Test]
    public void A_redirect_to_another_site_is_refused()
    {
        var site = Site().Redirect("https://example.com/out", "https://evil.example/x");

        Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(site, new { sites = new[] { "example.com" } }, "https://example.com/out"))!.Code, Is.EqualTo("page.site-not-allowed"));
    }

    private static Task<NodeResult> RunAsync(WebSite site, object settings, string? url = null) =>
        NodeHarness.RunAsync<ReadPageNode>(settings, url is null ? null : new Dictionary<string, object> { ["url"] = url }, [new WebPages(site)]);
}
