using FlowBuilder.Core.Accounts;
using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Access;

/// <summary>The screens of signing in, accounts and sharing.</summary>
internal static class AccountScreens
{
    public static readonly Screen[] All =
    [
        new("accounts: let others in", async window =>
        {
            await window.Page.GotoAsync("/let-others-in");
            await Expect(window.Page.Locator("[data-action='first-administrator']")).ToBeVisibleAsync();
        }),
        new("accounts: first administrator, wrong password", async window =>
        {
            await window.Page.GotoAsync("/let-others-in");
            await window.Page.Locator("[data-action='first-administrator']").ClickAsync();
            await new DoorPage(window.Page).Name.FillAsync("Ada");
            await new DoorPage(window.Page).SetPasswordAsync("short");
            await Expect(window.Page.Locator("#password-problem .icon")).ToBeVisibleAsync();
        }),
        new("sign-in: wrong", async window =>
        {
            await window.Page.GotoAsync(Stage.Office.At("/sign-in"));
            await new DoorPage(window.Page).SignInAsync("nobody", "not the password");
            await Expect(new DoorPage(window.Page).Problem).ToBeVisibleAsync();
        }),
        new("sign-in: on a phone", async window =>
        {
            await window.Page.SetViewportSizeAsync(390, 844);
            await window.Page.GotoAsync(Stage.Office.At("/sign-in"));
            await Expect(new DoorPage(window.Page).Name).ToBeVisibleAsync();
        }),
        new("sign-in: an invitation", async window =>
        {
            var link = await Stage.Office.InviteAsync($"guest {Guid.NewGuid():N}", AccountRole.Viewer);
            await window.Page.GotoAsync(link);
            await Expect(new DoorPage(window.Page).Password).ToBeVisibleAsync();
        }),
        new("sign-in: a link that is no good", async window =>
        {
            await window.Page.GotoAsync(Stage.Office.At("/join/nothing"));
            await Expect(window.Page.Locator("[data-join-problem]")).ToBeVisibleAsync();
        }),
        new("accounts: one invited", async window =>
        {
            await EnterAsync(window, "/accounts");
            await window.Page.Locator("[data-action='invite']").ClickAsync();
            await window.Page.Locator("#invite-name").FillAsync($"guest {Guid.NewGuid():N}");
            await window.Page.Locator("[data-action='invite-now']").ClickAsync();
            await Expect(window.Page.Locator("[data-link]")).ToBeVisibleAsync();
        }),
        new("accounts: inviting", async window =>
        {
            await EnterAsync(window, "/accounts");
            await window.Page.Locator("[data-action='invite']").ClickAsync();
            await window.Page.Locator("[data-action='invite-now']").ClickAsync();
            await Expect(window.Page.Locator("#invite-name-problem .icon")).ToBeVisibleAsync();
        }),
        new("accounts: menu of an account", async window =>
        {
            await Stage.Office.InviteAndJoinAsync("owner");
            await EnterAsync(window, "/accounts");
            await window.Page.Locator("[data-account='owner'] .menu-host > button").ClickAsync();
            await Expect(window.Page.Locator("[data-action='delete-account']")).ToBeVisibleAsync();
        }),
        new("accounts: deleting", async window =>
        {
            await Stage.Office.InviteAndJoinAsync("owner");
            await EnterAsync(window, "/accounts");
            await window.Page.Locator("[data-account='owner'] .menu-host > button").ClickAsync();
            await window.Page.Locator("[data-action='delete-account']").ClickAsync();
            await Expect(window.Page.Locator("[data-action='delete-account-now']")).ToBeVisibleAsync();
        }),
        new("accounts: my own, wrong password", async window =>
        {
            await EnterAsync(window, "/account");
            await window.Page.Locator("#former-password").FillAsync("wrong");
            await window.Page.Locator("#next-password").FillAsync("another password");
            await window.Page.Locator("#again-password").FillAsync("another password");
            await window.Page.Locator("[data-action='change-password']").ClickAsync();
            await Expect(window.Page.Locator("#former-password-problem .icon")).ToBeVisibleAsync();
        }),
        new("accounts: menu", async window =>
        {
            await EnterAsync(window, "/nodes");
            await window.Page.Locator("[data-account-menu] button").First.ClickAsync();
            await Expect(window.Page.Locator("[data-action='sign-out']")).ToBeVisibleAsync();
        }),
        new("accounts: not for you", async window =>
        {
            await Stage.Office.EnterAsync(window, "viewer", AccountRole.Viewer);
            await window.Page.GotoAsync(Stage.Office.At("/audit"));
            await Expect(window.Page.Locator("[data-not-for-you]")).ToBeVisibleAsync();
        }),
        new("audit log", async window =>
        {
            await EnterAsync(window, "/audit");
            await Expect(window.Page.Locator("[data-audit]").First).ToBeVisibleAsync();
        }),
        new("sharing a flow", async window =>
        {
            await ShowFlowAsync(window, "owner", AccountRole.Editor);
            await window.Page.Locator("[data-action='share']").ClickAsync();
            await Expect(window.Page.Locator("[data-share='owner']")).ToBeVisibleAsync();
        }),
        new("editor: may only look", async window =>
        {
            await Stage.Office.InviteAndJoinAsync("owner");
            await using var owner = await Stage.Office.OpenAsync("owner", AccountRole.Editor);
            var id = await Stage.Office.StoreAsync(owner, Flows.Wired);
            await owner.OpenStoredAsync(id);
            await new SharePart(owner.Page).OpenAsync();
            await new SharePart(owner.Page).GiveAsync("everyone", "View");
            await Stage.Office.EnterAsync(window, "second editor", AccountRole.Editor);
            await window.Page.GotoAsync(Stage.Office.At($"/flows/{id}"));
            await window.Page.Locator(".node[data-id='prompt'] .node-title").ClickAsync();
            await Expect(window.Page.Locator("#side-body [data-field='template'] textarea")).ToBeDisabledAsync();
        }),
    ];

    private static async Task EnterAsync(Window window, string address)
    {
        await Stage.Office.EnterAsync(window);
        await window.Page.GotoAsync(Stage.Office.At(address));
        await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
    }

    private static async Task ShowFlowAsync(Window window, string name, AccountRole role)
    {
        await Stage.Office.EnterAsync(window, name, role);
        await window.Page.GotoAsync(Stage.Office.At($"/flows/{await Stage.Office.StoreAsync(window, Flows.Wired)}"));
        await EditorPage.ReadyAsync(window.Page);
    }
}
