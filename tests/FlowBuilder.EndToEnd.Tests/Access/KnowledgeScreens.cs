using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Access;

/// <summary>The pages of knowledge bases in their states.</summary>
internal static class KnowledgeScreens
{
    public static readonly Screen[] All =
    [
        new("knowledge: none yet", async window =>
        {
            await window.Page.GotoAsync(new Uri(Stage.NewAddress, "knowledge").ToString());
            await Expect(window.Page.Locator("[data-no-knowledge]")).ToBeVisibleAsync();
        }),
        new("knowledge: all", async window =>
        {
            await KnowledgePages.MakeAsync("Handbook", ("canteen.txt", "The canteen opens at noon."), ("broken.docx", "PK\u0003\u0004"));
            await window.Page.GotoAsync("/knowledge");
            await Expect(window.Page.Locator(".knowledge-card").First).ToBeVisibleAsync();
        }),
        new("knowledge: a new one with a model", async window =>
        {
            await KnowledgePages.MakeAsync("Handbook");
            await window.Page.GotoAsync("/knowledge");
            await window.Page.Locator("[data-action='new-knowledge']").ClickAsync();
            await window.Page.Locator("[data-embedding-choice='connection']").CheckAsync();
            await Expect(window.Page.Locator("#knowledge-model")).ToBeVisibleAsync();
            await window.Page.Locator("[data-part='splitting'] > summary").ClickAsync();
            await window.Page.Locator("[data-part='cleaning'] > summary").ClickAsync();
        }),
        new("knowledge: empty", async window => await new KnowledgePages(window.Page).OpenAsync(await KnowledgePages.MakeAsync("Empty"))),
        new("knowledge: documents and results", async window =>
        {
            var pages = await OpenFilledAsync(window);
            await pages.PickAsync(("nothing.txt", ""));
            await Expect(window.Page.Locator("[data-refused]")).ToBeVisibleAsync();
            await pages.AskAsync("When does the canteen open?");
            await Expect(pages.Found.First).ToBeVisibleAsync();
            await pages.Found.First.Locator("[data-action='switch-found']").ClickAsync();
            await Expect(window.Page.Locator(".found-chunk.off")).ToBeVisibleAsync();
        }),
        new("knowledge: menu of a document", async window =>
        {
            var pages = await OpenFilledAsync(window);
            await pages.Documents.First.Locator(".menu-host > button").ClickAsync();
            await Expect(window.Page.Locator(".menu [data-action='download']")).ToBeVisibleAsync();
        }),
        new("knowledge: pasting a text", async window =>
        {
            var pages = await OpenFilledAsync(window);
            await pages.Do("paste-text").ClickAsync();
            await pages.Do("add-text").ClickAsync();
            await Expect(window.Page.Locator("dialog[open] [role='alert']")).ToBeVisibleAsync();
        }),
        new("knowledge: an address that cannot be fetched", async window =>
        {
            var pages = await OpenFilledAsync(window);
            await pages.Do("open-address").ClickAsync();
            await window.Page.Locator("#addresses").FillAsync("http://127.0.0.1:1/");
            await pages.Do("add-address").ClickAsync();
            await Expect(window.Page.Locator("[data-address-problems]")).ToBeVisibleAsync();
        }),
        new("knowledge: settings", async window =>
        {
            await OpenFilledAsync(window);
            await window.Page.Locator("[data-page-tab='settings']").ClickAsync();
            await window.Page.Locator("[data-part='splitting'] > summary").ClickAsync();
            await window.Page.Locator("#knowledge-size").FillAsync("10");
            await window.Page.Locator("#knowledge-size").BlurAsync();
            await Expect(window.Page.Locator("[data-cost] .banner")).ToBeVisibleAsync();
        }),
        new("knowledge: cleaning, sections and preview", async window =>
        {
            await OpenFilledAsync(window);
            await window.Page.Locator("[data-page-tab='settings']").ClickAsync();
            foreach (var part in (string[])["cleaning", "splitting"]) await window.Page.Locator($"[data-part='{part}'] > summary").ClickAsync();
            await window.Page.Locator("[data-mask='Email']").CheckAsync();
            await window.Page.Locator("[data-wider]").CheckAsync();
            await window.Page.Locator("#knowledge-size").FillAsync("20");
            await window.Page.Locator("#knowledge-overlap").FillAsync("10");
            await window.Page.Locator("#knowledge-overlap").BlurAsync();
            await Expect(window.Page.Locator("[data-preview-section]").First).ToBeVisibleAsync();
        }),
        new("knowledge: duplicates", async window =>
        {
            var pages = new KnowledgePages(window.Page);
            await pages.OpenAsync(await KnowledgePages.MakeAsync("Twice", ("one.txt", "The canteen opens at noon and closes at two every day."), ("two.txt", "The canteen opens at noon and closes at two every day!")));
            await window.Page.Locator("[data-page-tab='duplicates']").ClickAsync();
            await window.Page.Locator("[data-drop]").CheckAsync();
            await Expect(pages.Do("drop-duplicates")).ToBeEnabledAsync();
        }),
        new("knowledge: document", async window =>
        {
            var pages = await OpenFilledAsync(window);
            await pages.Document("canteen.txt").Locator(".document-name").ClickAsync();
            await pages.Chunks.First.Locator("[data-action='switch']").UncheckAsync();
            await Expect(pages.Chunks.First).ToContainClassAsync("off");
            await pages.Chunks.First.Locator("[data-action='edit']").ClickAsync();
            await Expect(window.Page.Locator("[data-chunk-draft]")).ToBeVisibleAsync();
        }),
        new("knowledge: document that failed", async window =>
        {
            var pages = await OpenFilledAsync(window);
            await pages.Document("broken.docx").Locator(".document-name").ClickAsync();
            await Expect(window.Page.Locator("[data-no-chunks]")).ToBeVisibleAsync();
        }),
        new("knowledge: gone", async window =>
        {
            await window.Page.GotoAsync("/knowledge/none");
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
        }),
    ];

    private static async Task<KnowledgePages> OpenFilledAsync(Window window)
    {
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("Handbook", ("canteen.txt", "The canteen opens at noon."), ("broken.docx", "PK\u0003\u0004")));
        return pages;
    }
}
