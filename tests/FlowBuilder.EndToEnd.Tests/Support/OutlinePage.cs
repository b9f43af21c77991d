using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The outline as a person uses it: by its rows and buttons, and by what it says.</summary>
internal sealed class OutlinePage
{
    private readonly IPage _page;

    private OutlinePage(IPage page) => _page = page;

    public ILocator Items => _page.Locator(".outline-item");

    /// <summary>The entries of the list to pick from that is open.</summary>
    public ILocator Options => _page.Locator("dialog[open] [role='option']");

    public ILocator PickField => _page.Locator("dialog[open] [role='combobox']");

    public ILocator Undo => _page.Locator("main.outline [aria-label='Undo']");

    public ILocator Redo => _page.Locator("main.outline [aria-label='Redo']");

    /// <summary>What a screen reader was told last.</summary>
    public ILocator Announcement => _page.Locator("[data-announcements]");

    /// <summary>Brings the open editor to its outline.</summary>
    public static async Task<OutlinePage> ShowAsync(IPage page)
    {
        await page.Locator("[data-view-choice='outline']").ClickAsync();
        return await ReadyAsync(page);
    }

    /// <summary>The outline once it listens to keys.</summary>
    public static async Task<OutlinePage> ReadyAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("main.outline[data-listens]")).ToBeVisibleAsync();
        return new OutlinePage(page);
    }

    public ILocator Item(string id) => _page.Locator($".outline-item[data-id='{id}']");

    public ILocator Row(string id) => Item(id).Locator("[data-row]");

    public ILocator Titled(string title) => _page.Locator(".outline-item", new PageLocatorOptions { Has = _page.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }) });

    /// <summary>A button of the open node, or of the whole list, by what it does.</summary>
    public ILocator Do(string name) => _page.Locator($"main.outline [data-do='{name}']");

    public async Task OpenAsync(string id)
    {
        await Row(id).ClickAsync();
        await Assertions.Expect(Row(id)).ToHaveAttributeAsync("aria-expanded", "true");
    }

    public Task<IReadOnlyList<string>> TitlesAsync() => _page.Locator(".outline-item [data-row]").AllInnerTextsAsync();
}
