using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The pages for those who are not signed in.</summary>
internal sealed class DoorPage(IPage page)
{
    public ILocator Problem => page.Locator("[data-sign-in-problem]");

    public ILocator Provider => page.Locator("[data-action='sign-in-provider']");

    public ILocator Name => page.Locator("#name");

    public ILocator Password => page.Locator("#password");

    public async Task SignInAsync(string name, string password)
    {
        await Name.FillAsync(name);
        await Password.FillAsync(password);
        await page.Locator("[data-action='sign-in']").ClickAsync();
    }

    public async Task SetPasswordAsync(string password)
    {
        await Password.FillAsync(password);
        await page.Locator("#again").FillAsync(password);
        await page.Locator("[data-action='join'], [data-action='set-up']").ClickAsync();
    }
}
