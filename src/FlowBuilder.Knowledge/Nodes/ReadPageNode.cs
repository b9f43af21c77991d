using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Pages;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Reads the main text of a web page, for the flow or for a model that names the address itself.</summary>
/// <param name="pages">Fetches pages.</param>
[Node("tool.read-page", Category = NodeCategories.Tools, Icon = "globe", Network = true, Keywords = "web page url browse fetch read 웹 페이지 읽기 주소 브라우저")]
[Text("en", "Read web page", "Reads the main text of a web page, or lets a model read the pages that it names.")]
[Text("ko", "웹 페이지 읽기", "웹 페이지의 본문을 읽거나, 모델이 원하는 페이지를 읽게 합니다.")]
[Guide("en", "Give it to an agent together with \"Web search\", or wire an address into it to read one page. Name the allowed sites when the agent also reads texts of strangers. For a fixed list of pages take \"Load web pages\".")]
[Guide("ko", "\"웹 검색\"과 함께 에이전트에 연결하거나, 주소를 넣어 한 페이지를 읽으세요. 에이전트가 모르는 사람의 글도 읽는다면 허용할 사이트를 정하세요. 정해진 페이지 목록에는 \"웹 페이지 불러오기\"가 알맞습니다.")]
[Example("""{"sites": ["docs.example.com"]}""")]
public sealed class ReadPageNode(WebPages pages) : Node<ReadPageNode.Settings, ReadPageNode.Inputs>
{
    /// <summary>The page's text.</summary>
    [Text("en", "text", "The page's main text, when an address is connected.")]
    [Text("ko", "텍스트", "주소를 연결했을 때 그 페이지의 본문입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The page's title.</summary>
    [Text("en", "title", "The page's title.")]
    [Text("ko", "제목", "페이지의 제목입니다.")]
    public static readonly OutputPort<string> Title = new("title");

    /// <summary>The web as a tool.</summary>
    [Text("en", "tool", "The reader as a tool for a model.")]
    [Text("ko", "도구", "모델에 연결하는 페이지 읽기 도구입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Tool.Value(new ToolValue(new PageTool(pages, settings.MaxCharacters, address => Check(settings, address)), HasSideEffects: false));
        if (inputs.Url is not { } url || url.Trim().Length == 0) yield break;
        Check(settings, url);
        var page = await PageText.ReadAsync(pages, url.Trim(), start: 0, settings.MaxCharacters, cancellationToken).ConfigureAwait(false);
        Check(settings, page.Address);
        yield return Text.Value(page.Text);
        yield return Title.Value(page.Title);
    }

    private static void Check(Settings settings, string address)
    {
        if (settings.Sites.Count == 0 || !WebAddress.TryRead(address, out var read)) return;
        if (settings.Sites.Any(site => IsOf(read.IdnHost, site.Trim()))) return;
        throw new NodeException("page.site-not-allowed", LocalText.Of(
            $"Pages of \"{read.Host}\" may not be read here. Allowed sites: {string.Join(", ", settings.Sites)}.",
            $"여기서는 \"{read.Host}\"의 페이지를 읽을 수 없습니다. 허용한 사이트: {string.Join(", ", settings.Sites)}."), FaultKind.Input);
    }

    private static bool IsOf(string host, string site) =>
        host.Equals(site, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{site.TrimStart('*').TrimStart('.')}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Which pages, and how much of them.</summary>
    public sealed record Settings
    {
        /// <summary>The sites that may be read; empty for all.</summary>
        [Field(OnCard = true)]
        [Text("en", "Allowed sites", "Only pages of these sites are read, such as example.com; all when none is named.")]
        [Text("ko", "허용할 사이트", "example.com처럼 적은 사이트의 페이지만 읽습니다. 비우면 모두 읽습니다.")]
        public IReadOnlyList<string> Sites { get; init; } = [];

        /// <summary>The most characters of one page at once.</summary>
        [Field(Advanced = true)]
        [Range(500, 200_000)]
        [Text("en", "Most characters", "The most characters that are given at once; a model reads on where it wants more.")]
        [Text("ko", "최대 글자 수", "한 번에 주는 최대 글자 수입니다. 더 필요하면 모델이 이어서 읽습니다.")]
        public int MaxCharacters { get; init; } = 20_000;
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The page's address.</summary>
        [Text("en", "url", "The address of the page to read; not needed when only a model reads.")]
        [Text("ko", "주소", "읽을 페이지의 주소입니다. 모델만 읽는다면 없어도 됩니다.")]
        public string? Url { get; init; }
    }
}
