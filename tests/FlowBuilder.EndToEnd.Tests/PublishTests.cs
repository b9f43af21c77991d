using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Publishing a flow, and what becomes of its versions, as somebody does it who writes no code.</summary>
[CancelAfter(90_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class PublishTests
{
    [Test]
    public async Task A_flow_published_from_the_editor_answers_with_its_version_while_its_draft_is_broken()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(PublishPage.Saying("Say {{text}}"));
        var publish = new PublishPage(window.Page);
        var slug = PublishPage.NewName();

        await publish.Button.ClickAsync();
        await publish.Slug.FillAsync(slug);
        await publish.PublishNow.ClickAsync();
        await Expect(publish.Done).ToContainTextAsync("Version 1");
        await Expect(publish.Dialog.Locator("[data-address] code")).ToHaveTextAsync($"{Stage.Program.Address}api/v1/endpoints/{slug}");
        await publish.Do("quick-key").ClickAsync();
        var key = await publish.NewKey.TextContentAsync();
        await Expect(publish.Dialog.Locator("[data-snippet-key]")).ToContainTextAsync(key!);
        await Expect(publish.Dialog.Locator("[data-snippet-code]")).ToContainTextAsync(slug);
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(publish.Button).ToHaveAttributeAsync("data-publish-state", "same");
        Assert.That(await PublishPage.CallAsync(slug, key, "yes"), Is.EqualTo((200, "Say yes")));

        await editor.SelectAsync("prompt");
        await editor.PressAsync("Delete");
        await Expect(publish.Button).ToHaveTextAsync("Unpublished changes");

        Assert.That(await PublishPage.CallAsync(slug, key, "still"), Is.EqualTo((200, "Say still")));
        await publish.Button.ClickAsync();
        await Expect(publish.Difference).ToContainTextAsync("Prompt");
        await publish.PublishNow.ClickAsync();
        await Expect(publish.Dialog.Locator("[data-publish-problems]")).ToBeVisibleAsync();
        Assert.That(await PublishPage.CallAsync(slug, key, "still"), Is.EqualTo((200, "Say still")));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_name_is_proposed_from_a_Korean_one_and_checked_while_it_is_typed()
    {
        var (_, taken) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await using var window = await Window.OpenAsync("ko-KR");
        await window.OpenFlowAsync(PublishPage.Saying("Say {{text}}", "환불 안내"));
        var publish = new PublishPage(window.Page);
        var problem = window.Page.Locator("#publish-slug-problem");

        await publish.Button.ClickAsync();
        await Expect(publish.Slug).ToHaveValueAsync(new Regex("^hwanbul-annae"));
        await publish.Slug.FillAsync("Refund Answers!");
        await Expect(problem).ToContainTextAsync("영문 소문자");
        await Expect(publish.PublishNow).ToBeDisabledAsync();
        await publish.Do("nearest-slug").ClickAsync();
        await Expect(publish.Slug).ToHaveValueAsync("refund-answers");
        await Expect(publish.PublishNow).ToBeEnabledAsync();
        await publish.Slug.FillAsync(taken);
        await Expect(problem).ToContainTextAsync("다른 플로우");
        await Expect(publish.PublishNow).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_second_version_is_seen_in_words_and_taken_back_with_one_click()
    {
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say it to everybody who asks: {{text}}"), PublishPage.Saying("Sing it to everybody who asks: {{text}}"));
        var key = await PublishPage.KeyAsync();
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow);

        await publish.AnswersAsync("Version 2");
        await Expect(publish.Version(2)).ToContainTextAsync("Note 2");
        await publish.Version(2).Locator("[data-action='what-changed']").ClickAsync();
        await Expect(publish.Difference.Locator("del")).ToHaveTextAsync("Say");
        await Expect(publish.Difference.Locator("ins")).ToHaveTextAsync("Sing");

        await publish.Do("roll-back").ClickAsync();
        await publish.AnswersAsync("Version 1");
        Assert.That(await PublishPage.CallAsync(slug, key), Is.EqualTo((200, "Say it to everybody who asks: it")));

        await publish.Version(2).Locator("[data-action='make-live']").ClickAsync();
        await publish.AnswersAsync("Version 2");
        Assert.That(await PublishPage.CallAsync(slug, key), Is.EqualTo((200, "Sing it to everybody who asks: it")));
    }

    [Test]
    public async Task A_version_comes_back_into_the_editor_as_an_edit_that_can_be_undone()
    {
        var (flow, _) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await Stage.Program.ReplaceAsync(flow, PublishPage.Saying("Sing {{text}}"));
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow);
        await Expect(window.Page.Locator("[data-news]")).ToBeVisibleAsync();

        await publish.Version(1).Locator("[data-action='restore-version']").ClickAsync();
        var editor = await EditorPage.ReadyAsync(window.Page);
        await editor.SelectAsync("prompt");
        await Expect(editor.Setting("template")).ToHaveValueAsync("Say {{text}}");
        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        await Expect(publish.Button).ToHaveAttributeAsync("data-publish-state", "same");

        await editor.Toasts.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(editor.Setting("template")).ToHaveValueAsync("Sing {{text}}");
        await Expect(publish.Button).ToHaveAttributeAsync("data-publish-state", "changed");
    }

    [Test]
    public async Task Calls_are_divided_by_shares_that_always_make_a_hundred_and_a_session_keeps_its_version()
    {
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("One {{text}}"), PublishPage.Saying("Two {{text}}"), PublishPage.Saying("Three {{text}}"));
        var key = await PublishPage.KeyAsync();
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow);

        await publish.Do("split").ClickAsync();
        await publish.Do("add-version").SelectOptionAsync("1");
        await Expect(publish.Share(1)).ToHaveValueAsync("10");
        await publish.Share(3).FillAsync("50");
        await publish.Share(3).BlurAsync();
        await Expect(window.Page.Locator("[data-traffic] [role='status']")).ToContainTextAsync("version 3: 50 %");
        Assert.That(await SharesAsync(window.Page), Has.Length.EqualTo(3).And.All.GreaterThan(0));
        Assert.That((await SharesAsync(window.Page)).Sum(), Is.EqualTo(100));
        await publish.Do("save-traffic").ClickAsync();
        await publish.AnswersAsync("version 3: 50 %");

        var first = await PublishPage.CallAsync(slug, key, session: "a-caller");
        var again = await PublishPage.CallAsync(slug, key, session: "a-caller");
        Assert.That(again, Is.EqualTo(first));
        await Expect(publish.Version(1).Locator("[data-live-share]")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Calls_are_refused_while_the_address_is_switched_off_and_answered_when_it_is_on_again()
    {
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        var key = await PublishPage.KeyAsync();
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow);

        await publish.Enabled.ClickAsync();
        await Expect(window.Page.Locator("[data-off]")).ToBeVisibleAsync();
        Assert.That((await PublishPage.CallAsync(slug, key)).Status, Is.EqualTo(404));
        await publish.Enabled.ClickAsync();
        await Expect(window.Page.Locator("[data-off]")).ToHaveCountAsync(0);
        Assert.That((await PublishPage.CallAsync(slug, key)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Trying_it_runs_the_live_version_and_shows_code_with_what_was_typed()
    {
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await Stage.Program.ReplaceAsync(flow, PublishPage.Saying("Sing {{text}}"));
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow, "try");

        await publish.Do("try").ClickAsync();
        await Expect(window.Page.Locator(".try-form [role='alert']")).ToBeVisibleAsync();
        await window.Page.Locator("#try-question").FillAsync("how about it");
        await window.Page.Locator("#try-question").BlurAsync();
        await publish.Do("try").ClickAsync();
        await Expect(publish.TryStatus).ToHaveAttributeAsync("data-try-status", "completed");
        await Expect(window.Page.Locator("[data-result='result']")).ToContainTextAsync("Say how about it");
        await window.Page.Locator("[data-snippet='Python']").ClickAsync();
        await Expect(window.Page.Locator("[data-snippet-code='Python']")).ToContainTextAsync("how about it");
        await Expect(window.Page.Locator("[data-snippet-code='Python']")).ToContainTextAsync($"/api/v1/endpoints/{slug}");
    }

    [Test]
    public async Task An_address_is_made_public_renamed_and_removed_by_its_owner()
    {
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        var renamed = PublishPage.NewName();
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow, "access");

        Assert.That((await PublishPage.CallAsync(slug, null)).Status, Is.EqualTo(401));
        await publish.Do("public").ClickAsync();
        await window.Page.Locator("#public-limit").FillAsync("0");
        await window.Page.Locator("#public-limit").BlurAsync();
        await Expect(window.Page.Locator("#public-limit-problem")).ToContainTextAsync("100,000");
        Assert.That(await PublishPage.CallAsync(slug, null), Is.EqualTo((200, "Say it")));

        await publish.Do("rename-endpoint").ClickAsync();
        await window.Page.Locator("#rename-slug").FillAsync(renamed);
        await publish.Do("rename-now").ClickAsync();
        await Expect(window.Page.Locator($"[data-endpoint='{renamed}']")).ToBeVisibleAsync();
        Assert.That((await PublishPage.CallAsync(slug, await PublishPage.KeyAsync())).Status, Is.EqualTo(404));
        Assert.That((await PublishPage.CallAsync(renamed, null)).Status, Is.EqualTo(200));

        await publish.Do("delete-endpoint").ClickAsync();
        await Expect(publish.Dialog).ToContainTextAsync(renamed);
        await publish.Do("delete-now").ClickAsync();
        await Expect(window.Page.Locator("[data-unpublished]")).ToBeVisibleAsync();
        await Expect(publish.Version(1)).ToBeVisibleAsync();
        Assert.That((await PublishPage.CallAsync(renamed, await PublishPage.KeyAsync())).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_setting_is_opened_to_callers_and_closed_again()
    {
        var (flow, _) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        await using var window = await Window.OpenAsync();
        var publish = new PublishPage(window.Page);
        await publish.OpenAsync(flow, "access");
        var count = window.Page.Locator("[data-open-settings] .publish-card-head .chip");

        await window.Page.Locator("[data-open-node='prompt'] summary").ClickAsync();
        await window.Page.Locator("[data-open-node='prompt'] [data-open-field='template']").CheckAsync();
        await Expect(count).ToHaveTextAsync("1 open");
        await window.Page.ReloadAsync();
        await Expect(count).ToHaveTextAsync("1 open");
        await window.Page.Locator("[data-open-node='prompt'] summary").ClickAsync();
        await window.Page.Locator("[data-open-node='prompt'] [data-open-field='template']").UncheckAsync();
        await Expect(count).ToHaveTextAsync("None");
    }

    [Test]
    public async Task A_published_flow_is_marked_on_the_first_page()
    {
        var (flow, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}", "Marked as published"));
        await using var window = await Window.OpenAsync();
        var home = await window.OpenHomeAsync();

        await home.Flow("Marked as published").Locator($"[data-published-slug='{slug}']").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Regex($"/flows/{flow}/publish$"));
        await Expect(window.Page.Locator($"[data-endpoint='{slug}']")).ToBeVisibleAsync();
    }

    private static async Task<int[]> SharesAsync(IPage page) =>
        await page.Locator("[data-traffic-version] input[type='number']").EvaluateAllAsync<int[]>("fields => fields.map(field => Number(field.value))");
}
