using System.Text.RegularExpressions;
using FlowBuilder.Core.Accounts;
using FlowBuilder.EndToEnd.Tests.Support;
using FlowBuilder.Testing.Fakes.SignIn;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Accounts;

/// <summary>Coming in and going out, in a browser.</summary>
[CancelAfter(120_000)]
public sealed class SigningInTests
{
    [Test]
    public async Task The_first_administrator_is_made_by_a_link_and_from_then_on_everybody_signs_in()
    {
        await using var program = new RunningProgram();
        await using var window = await Window.OpenAsync(program: program.Address);
        await using var other = await Window.OpenAsync(program: program.Address);
        await other.OpenHomeAsync();
        await window.OpenHomeAsync();
        await window.Page.Locator("[data-account-menu] button").First.ClickAsync();
        await window.Page.Locator("[data-action='let-others-in']").ClickAsync();
        await window.Page.Locator("[data-action='first-administrator']").ClickAsync();

        var door = new DoorPage(window.Page);
        await door.Name.FillAsync("Ada");
        await door.SetPasswordAsync("short");
        await Expect(window.Page.Locator("#password-problem")).ToContainTextAsync("10");
        await Expect(door.Name).ToHaveValueAsync("Ada");
        await door.SetPasswordAsync(Office.Password);

        await Expect(new AccountsPage(window.Page).Row("Ada")).ToBeVisibleAsync();
        await Expect(other.Page).ToHaveURLAsync(new Regex(@"/sign-in\?returnUrl=%2F$"));
        await window.Page.GotoAsync("/set-up/again");
        await Expect(window.Page.Locator("[data-set-up-problem]")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_invitation_is_taken_up_once_and_leads_in()
    {
        var link = await Stage.Office.InviteAsync("joiner", AccountRole.Editor);
        await using var window = await Stage.Office.OpenAsync();
        await window.Page.GotoAsync(link);
        await Expect(new DoorPage(window.Page).Name).ToHaveValueAsync("joiner");

        await new DoorPage(window.Page).SetPasswordAsync(Office.Password);

        await Expect(window.Page.Locator("[data-action='new-flow']")).ToBeVisibleAsync();
        await window.Page.GotoAsync(link);
        await Expect(window.Page.Locator("[data-join-problem]")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("form [data-action='join']")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        await using var window = await Stage.Office.OpenAsync();
        var door = new DoorPage(window.Page);
        await window.Page.GotoAsync("/sign-in");
        await door.SignInAsync(Office.Administrator, "not the password");
        await Expect(door.Problem).ToBeVisibleAsync();
        var wrong = await door.Problem.TextContentAsync();
        await window.Page.GotoAsync("/sign-in");

        await door.SignInAsync("nobody", "not the password");

        await Expect(door.Problem).ToHaveTextAsync(wrong!.Trim());
    }

    [TestCase("/nodes", "/nodes")]
    [TestCase("//evil.example", "/")]
    [TestCase("/\\evil.example", "/")]
    [TestCase("https://evil.example/", "/")]
    public async Task Signing_in_needs_no_script_and_leads_nowhere_else(string asked, string expected)
    {
        await Stage.Office.InviteAndJoinAsync("plain");
        await using var context = await Stage.Browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, BaseURL = Stage.Office.Address.ToString(), Locale = "en-US" });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(asked)}");
        await page.Locator("[data-language='ko']").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("로그인");

        await new DoorPage(page).SignInAsync("plain", Office.Password);

        await Expect(page).ToHaveURLAsync(Stage.Office.At(expected));
    }

    [TestCase("en-US", "Sign in with Example")]
    [TestCase("ko-KR", "Example(으)로 로그인")]
    public async Task The_button_of_a_provider_leads_whoever_was_invited_in_and_others_back_in_words(string locale, string button)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var office = new Office(provider.Settings);
        await office.InviteAsync("kim@example.com", AccountRole.Editor);
        await using var invited = await office.OpenAsync(locale);
        await invited.Page.GotoAsync("/nodes");
        await Expect(new DoorPage(invited.Page).Provider).ToHaveTextAsync(button);

        await new DoorPage(invited.Page).Provider.ClickAsync();
        await Expect(invited.Page).ToHaveURLAsync(office.At("/nodes"));
        await Expect(invited.Page.Locator("[data-account-menu]")).ToBeVisibleAsync();

        provider.User = new() { ["sub"] = "2", ["email"] = "stranger@example.com", ["email_verified"] = true };
        await using var stranger = await office.OpenAsync(locale);
        await stranger.Page.GotoAsync("/sign-in");
        await new DoorPage(stranger.Page).Provider.ClickAsync();
        await Expect(new DoorPage(stranger.Page).Problem).ToBeVisibleAsync();
    }

    [Test]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_and_back_and_out_of_every_tab_by_signing_out()
    {
        await using var window = await Stage.Office.OpenAsync();
        await Stage.Office.InviteAndJoinAsync("guest");
        await window.Page.GotoAsync("/nodes");
        await Expect(window.Page).ToHaveURLAsync(new Regex(@"/sign-in\?returnUrl=%2Fnodes$"));
        await new DoorPage(window.Page).SignInAsync("guest", Office.Password);
        await Expect(window.Page.Locator("[data-node-page]").First).ToBeVisibleAsync();
        var other = await window.Page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await Expect(other.Locator("[data-account-menu]")).ToBeVisibleAsync();

        await window.Page.Locator("[data-account-menu] button").First.ClickAsync();
        await window.Page.Locator("[data-action='sign-out']").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in$"));
        await Expect(other).ToHaveURLAsync(new Regex("/sign-in"));
        await window.Page.GotoAsync("/nodes");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in"));
    }
}
