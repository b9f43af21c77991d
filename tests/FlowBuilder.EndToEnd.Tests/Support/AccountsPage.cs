using FlowBuilder.Core.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The page on which administrators look after accounts.</summary>
internal sealed class AccountsPage(IPage page)
{
    public ILocator Link => page.Locator("[data-link]");

    public ILocator Row(string name) => page.Locator($"[data-account='{name}']");

    public ILocator RoleOf(string name) => page.Locator($"[data-role-of='{name}']");

    public ILocator Do(string action) => page.Locator($"[data-action='{action}']");

    public async Task OpenAsync()
    {
        await page.GotoAsync("/accounts");
        await Expect(Do("invite")).ToBeVisibleAsync();
    }

    /// <summary>Invites somebody, who takes the account up with the link.</summary>
    public async Task<string> InviteAsync(string name, AccountRole role)
    {
        await OpenAsync();
        await Do("invite").ClickAsync();
        await page.Locator("#invite-name").FillAsync(name);
        await page.Locator($"[data-role='{role}']").CheckAsync();
        await Do("invite-now").ClickAsync();
        await Expect(Link).ToBeVisibleAsync();
        return (await Link.TextContentAsync())!;
    }

    public async Task ChooseAsync(string name, string action)
    {
        await Row(name).Locator(".menu-host > button").ClickAsync();
        await Row(name).Locator($".menu [data-action='{action}']").ClickAsync();
    }
}
