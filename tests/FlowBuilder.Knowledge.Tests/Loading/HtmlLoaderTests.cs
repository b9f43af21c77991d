using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class HtmlLoaderTests
{
    [Test]
    public async Task The_main_part_is_read_as_a_person_reads_it()
    {
        const string page = """
            <!doctype html><html><head><title>Guide &amp; help</title><style>p{}</style></head>
            <body><nav>Home | About</nav><header>Site</header>
            <main><header><h1>User   guide</h1></header>
            <p>Two <b>years</b> of
               warranty &ndash; from&nbsp;purchase.<br>Then none.</p>
            <h2>Steps</h2><ol><li>Open it</li><li><p>Close it</p></li></ol><ul><li>Done</li></ul>
            <table><tr><th>Part</th><th>Price</th></tr><tr><td>Belt</td><td>₩3,000</td></tr></table>
            <pre>  keep
              this</pre><script>alert(1)</script><p hidden>secret</p></main>
            <footer>Imprint</footer></body></html>
            """;

        var document = (await DocumentLoaderTests.LoadAsync("page.html", page)).Single();

        Assert.That(document.Title, Is.EqualTo("Guide & help"));
        Assert.That(document.Text, Is.EqualTo(
            "# User guide\n\nTwo years of warranty – from purchase.\nThen none.\n\n## Steps\n\n1. Open it\n2. Close it\n\n- Done\n\n" +
            "Part | Price\nBelt | ₩3,000\n\n  keep\n  this"));
    }

    [Test]
    public async Task A_page_without_a_main_part_is_read_without_its_frame()
    {
        const string page = "<html><body><header>Site</header><nav>Menu</nav><div>One</div><div>Two</div><footer>End</footer></body></html>";

        Assert.That((await DocumentLoaderTests.LoadAsync("page.html", page)).Single().Text, Is.EqualTo("One\n\nTwo"));
    }

    [Test]
    public async Task All_articles_of_a_page_are_read()
    {
        const string page = "<html><body><article><p>One</p></article><aside>Ad</aside><article><p>Two</p></article></body></html>";

        Assert.That((await DocumentLoaderTests.LoadAsync("page.html", page)).Single().Text, Is.EqualTo("One\n\nTwo"));
    }

    [Test]
    [Hazard("BAD-35")]
    public async Task A_Korean_page_is_read_in_the_encoding_it_declares()
    {
        byte[] page = [.. "<html><head><meta charset=\"euc-kr\"></head><body>"u8, 0xC7, 0xD1, 0x98, 0x9E, .. "</body></html>"u8];

        var document = (await new DocumentLoader(new DocumentLimits()).LoadAsync(new FileValue("p.html", "", page), null, CancellationToken.None)).Single();

        Assert.That(document.Metadata["encoding"], Is.EqualTo("cp949"));
        Assert.That(document.Text, Does.StartWith("한").And.Length.EqualTo(2).And.Not.Contain("\uFFFD"));
    }

    [Test]
    public async Task A_page_without_a_title_takes_its_first_heading()
    {
        Assert.That((await DocumentLoaderTests.LoadAsync("p.html", "<html><body><p>x</p><h1>First <b>one</b></h1><h1>Second</h1></body></html>")).Single().Title, Is.EqualTo("First one"));
    }

    [Test]
    public async Task Deep_nesting_is_read_without_overflowing_the_stack()
    {
        var page = "<html><body>" + string.Concat(Enumerable.Repeat("<h1><span>", 2_000)) + "deep";

        Assert.That((await DocumentLoaderTests.LoadAsync("deep.html", page)).Single().Text, Does.EndWith("deep"));
    }

    [Test]
    public void Nesting_beyond_use_is_refused_before_it_costs_much()
    {
        var page = "<html><body>" + string.Concat(Enumerable.Repeat("<div>", 1_000_000)) + "deep";

        var fault = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("deep.html", page))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("500 levels"));
    }

    [Test]
    public void Reading_a_page_ends_when_it_is_cancelled()
    {
        var file = new FileValue("a.html", "", "<html><body><p>text</p></body></html>"u8.ToArray());

        Assert.ThrowsAsync<OperationCanceledException>(() =>
            new DocumentLoader(new DocumentLimits()).LoadAsync(file, null, new CancellationToken(canceled: true)));
    }

    [Test]
    public async Task Long_lists_and_tables_are_read_in_time_that_grows_with_their_length()
    {
        var page = "<html><body><ol>" + string.Concat(Enumerable.Repeat("<li>x", 50_000)) + "</ol></body></html>";

        Assert.That((await DocumentLoaderTests.LoadAsync("long.html", page)).Single().Text, Does.EndWith("\n50000. x"));
    }
}
