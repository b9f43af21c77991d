using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The page of all templates.</summary>
internal sealed class GalleryPage(IPage page)
{
    /// <summary>Opens the page at its address or one below it, as <c>/first-prompt</c> or <c>?q=chat</c>.</summary>
    public static async Task<GalleryPage> OpenAsync(IPage page, string rest = "")
    {
        await page.GotoAsync($"/templates{rest}");
        return await ReadyAsync(page);
    }

    /// <summary>The page once it lists the templates.</summary>
    public static async Task<GalleryPage> ReadyAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("[data-gallery='ready']")).ToBeAttachedAsync();
        return new GalleryPage(page);
    }

    public ILocator Search => page.Locator("[data-gallery-search]");

    public ILocator Count => page.Locator("[data-found]");

    public ILocator NoneFound => page.Locator("[data-none-found]");

    public ILocator Names => page.Locator(".gallery-card h3");

    public ILocator Own => page.Locator(".gallery-card:has([data-own]) h3");

    public ILocator Broken => page.Locator("[data-broken]");

    public ILocator Dialog => page.Locator("dialog[open]");

    public ILocator Picture => page.Locator("[data-template-picture] img[src]");

    public ILocator Card(string id) => page.Locator($".gallery-card[data-template='{id}']");

    public ILocator Link(string id) => Card(id).Locator(".card-link");

    public ILocator Tag(string tag) => page.Locator($".gallery-filters [data-tag='{tag}']");

    public ILocator Need(string need) => page.Locator($"[data-need='{need}']");

    public async Task<EditorPage> UseAsync(string id)
    {
        await Card(id).Locator("[data-use]").ClickAsync();
        return await UsedAsync();
    }

    /// <summary>The editor, once a copy of a template is open in it.</summary>
    public async Task<EditorPage> UsedAsync()
    {
        await Assertions.Expect(page).ToHaveURLAsync(Window.FlowAddress);
        return await EditorPage.ReadyAsync(page);
    }
}
