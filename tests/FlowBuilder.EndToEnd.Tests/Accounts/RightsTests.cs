using System.Text.RegularExpressions;
using FlowBuilder.Core.Accounts;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Accounts;

/// <summary>What each person sees and may do, in a browser.</summary>
[CancelAfter(120_000)]
public sealed class RightsTests
{
    [Test]
    public async Task A_flow_is_not_there_until_it_is_shared_and_then_can_only_be_looked_at()
    {
        await using var owner = await Stage.Office.OpenAsync("owner", AccountRole.Editor);
        await using var viewer = await Stage.Office.OpenAsync("viewer", AccountRole.Viewer, "ko-KR");
        var id = await Stage.Office.StoreAsync(owner, Flows.Wired);
        await viewer.Page.GotoAsync($"/flows/{id}");
        await Expect(viewer.Page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(viewer.Page.Locator(".node")).ToHaveCountAsync(0);

        await owner.OpenStoredAsync(id);
        var share = new SharePart(owner.Page);
        await share.OpenAsync();
        await share.AddAsync("viewer");

        // The page that said that there is no such flow shows it, in the language of its own reader.
        await Expect(viewer.Page.Locator("[data-look-only-notice]")).ToContainTextAsync("owner에게 권한을 요청하세요");
        await Expect(viewer.Page.Locator(".node")).ToHaveCountAsync(3);
        await Expect(viewer.Page.Locator(".palette, [data-action='run'], [data-action='publish'], .node-tools")).ToHaveCountAsync(0);
        await Expect(viewer.Page.Locator("[data-action='make-copy']")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Nothing_that_who_may_only_look_does_changes_the_flow()
    {
        await using var owner = await Stage.Office.OpenAsync("owner", AccountRole.Editor);
        await using var viewer = await Stage.Office.OpenAsync("viewer", AccountRole.Viewer);
        var id = await Stage.Office.StoreAsync(owner, Flows.Wired);
        var editor = await owner.OpenStoredAsync(id);
        await new SharePart(owner.Page).OpenAsync();
        await new SharePart(owner.Page).AddAsync("viewer");
        await new SharePart(owner.Page).CloseAsync();
        await viewer.Page.GotoAsync($"/flows/{id}");
        var prompt = viewer.Page.Locator(".node[data-id='prompt']");
        await Expect(viewer.Page.Locator(".canvas[data-listens]")).ToBeAttachedAsync();

        await prompt.Locator(".node-title").ClickAsync();
        await Expect(viewer.Page.Locator("#side-body [data-field='template'] textarea")).ToBeDisabledAsync();
        var (before, box) = (await prompt.GetAttributeAsync("style"), (await prompt.Locator(".node-title").BoundingBoxAsync())!);
        await viewer.Page.Mouse.MoveAsync(box.X + 10, box.Y + 5);
        await viewer.Page.Mouse.DownAsync();
        await viewer.Page.Mouse.MoveAsync(box.X + 150, box.Y + 90, new() { Steps = 4 });
        await viewer.Page.Mouse.UpAsync();
        await viewer.Page.Keyboard.PressAsync("Delete");

        await Expect(viewer.Page.Locator(".toast")).ToContainTextAsync("not change or run it");
        await Expect(prompt).ToHaveAttributeAsync("style", before!);
        await Expect(editor.Nodes).ToHaveCountAsync(3);

        await editor.SelectAsync("prompt");
        await editor.Setting("template").FillAsync("Sing {{text}}");
        await Expect(prompt).ToContainTextAsync("Sing");
    }

    [Test]
    public async Task Rights_that_are_given_and_taken_hold_at_once_in_the_open_editor()
    {
        await using var owner = await Stage.Office.OpenAsync("owner", AccountRole.Editor);
        await using var guest = await Stage.Office.OpenAsync("second editor", AccountRole.Editor);
        var id = await Stage.Office.StoreAsync(owner, Flows.Wired);
        await owner.OpenStoredAsync(id);
        var share = new SharePart(owner.Page);
        await share.OpenAsync();
        await share.AddAsync("second editor");
        await guest.Page.GotoAsync($"/flows/{id}");
        await Expect(guest.Page.Locator("[data-action='make-copy']")).ToBeVisibleAsync();

        await share.GiveAsync("second editor", "Edit");
        var editor = await EditorPage.ReadyAsync(guest.Page);
        await editor.PressAsync("Control+a");
        await editor.PressAsync("Delete");
        await Expect(owner.Page.Locator(".node")).ToHaveCountAsync(0);

        await share.GiveAsync("second editor", "None");
        await Expect(guest.Page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(guest.Page.Locator(".editor")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Who_may_look_makes_a_copy_of_their_own()
    {
        await using var owner = await Stage.Office.OpenAsync("owner", AccountRole.Editor);
        await using var guest = await Stage.Office.OpenAsync("second editor", AccountRole.Editor);
        var id = await Stage.Office.StoreAsync(owner, Flows.Wired);
        await owner.OpenStoredAsync(id);
        await new SharePart(owner.Page).OpenAsync();
        await new SharePart(owner.Page).GiveAsync("everyone", "View");
        await guest.Page.GotoAsync($"/flows/{id}");

        await guest.Page.Locator("[data-action='make-copy']").ClickAsync();

        var copy = await EditorPage.ReadyAsync(guest.Page);
        Assert.That(guest.Page.Url, Does.Not.EndWith(id));
        await Expect(copy.Nodes).ToHaveCountAsync(3);
        await Expect(guest.Page.Locator("[data-look-only-notice]")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_changed_role_leads_the_open_window_to_the_sign_in_at_once()
    {
        await using var window = await Stage.Office.OpenAsync("promoted", AccountRole.Viewer);
        await window.Page.GotoAsync("/");
        await Expect(window.Page.Locator("[data-account-menu]")).ToBeVisibleAsync();
        await using var administrator = await Stage.Office.OpenAsAdministratorAsync();
        var accounts = new AccountsPage(administrator.Page);
        await accounts.OpenAsync();

        await accounts.RoleOf("promoted").SelectOptionAsync("Editor");

        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in"));
        await new DoorPage(window.Page).SignInAsync("promoted", Office.Password);
        await Expect(window.Page.Locator("[data-action='new-flow']")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_account_that_is_switched_off_is_out_at_once_and_gets_in_again_once_it_is_switched_on()
    {
        await using var window = await Stage.Office.OpenAsync("off", AccountRole.Editor);
        await window.Page.GotoAsync("/");
        await Expect(window.Page.Locator("[data-account-menu]")).ToBeVisibleAsync();
        await using var administrator = await Stage.Office.OpenAsAdministratorAsync();
        var accounts = new AccountsPage(administrator.Page);
        await accounts.OpenAsync();

        await accounts.ChooseAsync("off", "switch");
        await Expect(accounts.Row("off").Locator("[data-account-state='off']")).ToBeVisibleAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in"));
        var door = new DoorPage(window.Page);
        await door.SignInAsync("off", Office.Password);
        await Expect(door.Problem).ToBeVisibleAsync();

        await accounts.ChooseAsync("off", "switch");
        await Expect(accounts.Row("off").Locator("[data-account-state='active']")).ToBeVisibleAsync();
        await window.Page.GotoAsync("/sign-in");
        await door.SignInAsync("off", Office.Password);
        await Expect(window.Page.Locator("[data-account-menu]")).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_only_administrator_stays_one()
    {
        await using var administrator = await Stage.Office.OpenAsAdministratorAsync();
        var accounts = new AccountsPage(administrator.Page);
        await accounts.OpenAsync();

        await accounts.RoleOf(Office.Administrator).SelectOptionAsync("Viewer");

        await Expect(administrator.Page.Locator(".toast")).ToContainTextAsync("only administrator");
        await Expect(accounts.RoleOf(Office.Administrator)).ToHaveValueAsync("Administrator");
    }

    [TestCase("/accounts")]
    [TestCase("/audit")]
    [TestCase("/backups")]
    [TestCase("/memory")]
    [TestCase("/let-others-in")]
    public async Task Pages_of_administrators_are_not_made_for_others(string address)
    {
        await using var window = await Stage.Office.OpenAsync("owner", AccountRole.Editor);

        await window.Page.GotoAsync(address);

        await Expect(window.Page.Locator("[data-not-for-you]")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_viewer_is_offered_nothing_that_makes_or_changes()
    {
        await using var window = await Stage.Office.OpenAsync("viewer", AccountRole.Viewer);
        foreach (var address in new[] { "/", "/templates", "/knowledge", "/keys" })
        {
            await window.Page.GotoAsync(address);
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
            await Expect(window.Page.Locator("[data-action='new-flow'], [data-import], [data-action='connect'], [data-action='connections'], [data-use], [data-action='new-knowledge'], [data-documents], [data-bin]")).ToHaveCountAsync(0);
        }

        foreach (var address in new[] { "/bin", "/waiting", "/tool-servers" })
        {
            await window.Page.GotoAsync(address);
            await Expect(window.Page.Locator("[data-not-for-you]")).ToBeVisibleAsync();
        }
    }

    [Test]
    public async Task What_was_done_is_told_in_sentences_and_narrowed_to_a_person()
    {
        await using (await Stage.Office.OpenAsync("owner", AccountRole.Editor))
        await using (await Stage.Office.OpenAsync("viewer", AccountRole.Viewer))
        {
        }

        await using var window = await Stage.Office.OpenAsAdministratorAsync();
        await window.Page.GotoAsync("/audit");
        await Expect(window.Page.Locator("[data-audit='account.invited']").First).ToContainTextAsync("Ada invited");

        await window.Page.Locator("[data-filter='person']").SelectOptionAsync(new SelectOptionValue { Label = "owner" });

        await Expect(window.Page.Locator("[data-audit='account.invited']")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("[data-audit='account.password-set']")).ToContainTextAsync("owner set a password");
    }
}
