using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Pages;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Loads pages of the web as documents.</summary>
/// <param name="pages">Fetches them.</param>
[Node("documents.load-url", Category = NodeCategories.Knowledge, Icon = "globe", Network = true, Keywords = "web page url website crawl scrape site html faq 웹 페이지 주소 사이트 크롤링 수집")]
[Text("en", "Load web pages", "Fetches pages by their addresses and reads their main text; follows links of the same site on wish.")]
[Text("ko", "웹 페이지 불러오기", "주소로 웹 페이지를 가져와 본문을 읽습니다. 원하면 같은 사이트의 링크도 따라갑니다.")]
[Guide("en", "Use it when the newest state of a few pages counts, such as a help page or a price list. For a single page that a model names itself take \"Read web page\"; for a whole site that seldom changes, a knowledge base.")]
[Guide("ko", "도움말이나 가격표처럼 몇 페이지의 최신 내용이 중요할 때 쓰세요. 모델이 고른 한 페이지는 \"웹 페이지 읽기\"가, 잘 바뀌지 않는 사이트 전체는 지식 베이스가 알맞습니다.")]
public sealed class LoadWebPagesNode(WebPages pages)
    : Node<LoadWebPagesNode.Settings, LoadWebPagesNode.Inputs>, ICheckedSettings<LoadWebPagesNode.Settings>
{
    private const int MostAddresses = 100;

    /// <summary>What was loaded.</summary>
    [Text("en", "documents", "One document for each page, with its title and address; files such as PDF are read as files are.")]
    [Text("ko", "문서", "페이지마다 제목과 주소가 든 문서 하나입니다. PDF 같은 파일은 파일을 읽을 때처럼 나뉩니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <summary>What could not be loaded.</summary>
    [Text("en", "problems", "The pages that could not be loaded, each with its address and reason; nothing comes where all went well.")]
    [Text("ko", "문제", "불러오지 못한 페이지의 주소와 이유입니다. 모두 불러왔으면 아무것도 나오지 않습니다.")]
    public static readonly OutputPort<JsonElement> Problems = new("problems");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => WebAddress.AllIn(settings.Url)
        .Where(address => !WebAddress.TryRead(address, out _))
        .Take(1)
        .Select(address => new SettingProblem("http.bad-address", "url", PageFault.BadAddressText(address)));

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var addresses = WebAddress.AllIn(inputs.Url ?? settings.Url);
        if (addresses.Count == 0) throw PageFault.Missing();
        if (addresses.Count > MostAddresses) throw PageFault.TooMany(addresses.Count, MostAddresses);
        var limits = settings.Follow
            ? new WalkLimits(Math.Max(settings.Pages, addresses.Count), settings.Depth, settings.OnlyBelow)
            : new WalkLimits(addresses.Count, Depth: 0, OnlyBelow: false);
        var documents = new List<Document>();
        var faults = new List<(string Address, NodeException Fault)>();
        await foreach (var page in new SiteWalk(pages, limits).LoadAsync(addresses, cancellationToken).ConfigureAwait(false))
        {
            documents.AddRange(page.Documents);
            if (page.Fault is { } fault) faults.Add((page.Address, fault));
        }

        if (documents.Count == 0) throw AllFailed(faults);
        yield return Documents.Value(new DocumentList([.. documents]));
        if (faults.Count > 0) yield return Problems.Value(JsonSerializer.SerializeToElement(faults.Select(Problem), CoreJson.Options));
    }

    private static object Problem((string Address, NodeException Fault) failed) =>
        new { address = failed.Address, code = failed.Fault.Code, text = failed.Fault.Text.ToString() };

    private static NodeException AllFailed(List<(string Address, NodeException Fault)> faults) => faults switch
    {
        [] => PageFault.Missing(),
        [var only] => only.Fault,
        _ => new NodeException(faults[0].Fault.Code, LocalText.Of(
            $"None of {faults.Count} pages could be loaded. The first: {faults[0].Fault.Text.English}",
            $"페이지 {faults.Count}개를 하나도 불러오지 못했습니다. 첫 번째 이유: {faults[0].Fault.Text.All.GetValueOrDefault("ko")}"),
            faults[0].Fault.Kind,
            faults.TrueForAll(failed => failed.Fault.IsTransient)),
    };

    /// <summary>What the node reads.</summary>
    public sealed record Inputs
    {
        /// <summary>Addresses; they come before those of the settings.</summary>
        [Text("en", "url", "One address, or several on lines of their own.")]
        [Text("ko", "주소", "주소 하나 또는 줄마다 하나씩 쓴 여러 주소입니다.")]
        public string? Url { get; init; }
    }

    /// <summary>What the node loads, and how far it goes.</summary>
    public sealed record Settings
    {
        /// <summary>The addresses, used where nothing is connected.</summary>
        [Field(Kind = FieldKind.Multiline, OnCard = true, Placeholder = "https://example.com/help")]
        [MaxLength(20_000)]
        [Text("en", "Addresses", "One on each line; used when nothing is connected.")]
        [Text("ko", "주소", "한 줄에 하나씩 씁니다. 연결된 입력이 없을 때 사용합니다.")]
        public string Url { get; init; } = "";

        /// <summary>Whether links are followed.</summary>
        [Text("en", "Follow links", "Loads pages of the same site that these link to, as far as the site allows programs to.")]
        [Text("ko", "링크 따라가기", "같은 사이트에서 링크로 이어진 페이지도 불러옵니다. 사이트가 프로그램에 허용한 페이지만 따라갑니다.")]
        public bool Follow { get; init; }

        /// <summary>The most pages in all.</summary>
        [Field(VisibleWhen = nameof(Follow), VisibleValues = "true")]
        [Range(1, 100)]
        [Text("en", "Most pages", "The most pages in all.")]
        [Text("ko", "최대 페이지 수", "모두 합해 불러올 최대 페이지 수입니다.")]
        public int Pages { get; init; } = 20;

        /// <summary>How far links are followed.</summary>
        [Field(Advanced = true, VisibleWhen = nameof(Follow), VisibleValues = "true")]
        [Range(1, 5)]
        [Text("en", "Depth", "How many links a page may lie away from the first one.")]
        [Text("ko", "깊이", "첫 페이지에서 링크를 몇 번까지 따라갈지 정합니다.")]
        public int Depth { get; init; } = 2;

        /// <summary>Whether only pages below the first are followed.</summary>
        [Field(Advanced = true, VisibleWhen = nameof(Follow), VisibleValues = "true")]
        [Text("en", "Only below", "Stays in the folder of the first page: from /help/ only what begins with /help/.")]
        [Text("ko", "하위 페이지만", "첫 페이지의 폴더 안에 머무릅니다. /help/에서 시작하면 /help/로 시작하는 페이지만 불러옵니다.")]
        public bool OnlyBelow { get; init; } = true;
    }
}
