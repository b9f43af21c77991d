using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The dialog in which something is shared with people.</summary>
internal sealed class SharePart(IPage page)
{
    public ILocator Row(string name) => page.Locator($"[data-share='{name}']");

    public Task OpenAsync() => page.Locator("[data-action='share']").ClickAsync();

    public async Task AddAsync(string name)
    {
        await page.Locator("#share-account").SelectOptionAsync(new SelectOptionValue { Label = name });
        await page.Locator("[data-action='share-add']").ClickAsync();
        await Expect(Row(name)).ToBeVisibleAsync();
    }

    public Task GiveAsync(string name, string level) => Row(name).Locator("select").SelectOptionAsync(level);

    public Task CloseAsync() => page.Locator("[data-action='share-done']").ClickAsync();
}
