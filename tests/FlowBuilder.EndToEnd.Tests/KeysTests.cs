using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The page of keys.</summary>
[CancelAfter(60_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class KeysTests
{
    [Test]
    public async Task A_key_is_shown_once_calls_only_what_it_is_for_and_is_refused_once_revoked()
    {
        var (_, slug) = await PublishPage.PublishedAsync(PublishPage.Saying("Say {{text}}"));
        var (_, other) = await PublishPage.PublishedAsync(PublishPage.Saying("Sing {{text}}"));
        await using var window = await Window.OpenAsync();
        await OpenAsync(window.Page, "For one flow");

        await window.Page.Locator("[data-which='some']").ClickAsync();
        await Expect(window.Page.Locator("dialog[open] [data-slug]").First).ToBeVisibleAsync();
        await window.Page.Locator($"[data-slug='{slug}']").CheckAsync();
        await window.Page.Locator("#key-expiry").SelectOptionAsync("30");
        await window.Page.Locator("#key-limit").FillAsync("2");
        await window.Page.Locator("#key-limit").BlurAsync();
        await window.Page.Locator("[data-action='make-key']").ClickAsync();
        var key = (await window.Page.Locator("[data-new-key] code").TextContentAsync())!;
        var row = window.Page.Locator(".key-row").Filter(new() { HasText = "For one flow" });
        await Expect(row).ToContainTextAsync(slug);
        await Expect(row).ToContainTextAsync("2 a minute");
        await Expect(row).ToContainTextAsync("Never used");

        Assert.That((await PublishPage.CallAsync(other, key)).Status, Is.EqualTo(403));
        Assert.That((await PublishPage.CallAsync(slug, key)).Status, Is.EqualTo(200));
        await window.Page.ReloadAsync();
        await Expect(row).ToContainTextAsync("Last used");
        Assert.That(await window.Page.ContentAsync(), Does.Not.Contain(key));

        await row.Locator("[data-action='revoke']").ClickAsync();
        await window.Page.Locator("[data-action='revoke-now']").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.That((await PublishPage.CallAsync(slug, key)).Status, Is.EqualTo(401));
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task What_a_new_key_lacks_is_said_in_Korean()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        await OpenAsync(window.Page, "");
        var problem = window.Page.Locator("dialog[open] [role='alert']");

        await window.Page.Locator("[data-action='make-key']").ClickAsync();
        await Expect(problem).ToHaveTextAsync("키를 어디에 쓸지 입력하세요.");
        await window.Page.Locator("#key-name").FillAsync("보고서");
        await window.Page.Locator("[data-scope='Run']").UncheckAsync();
        await window.Page.Locator("[data-action='make-key']").ClickAsync();
        await Expect(problem).ToHaveTextAsync("할 수 있는 일을 하나 이상 선택하세요.");
        await window.Page.Locator("[data-scope='Read']").CheckAsync();
        await window.Page.Locator("[data-action='make-key']").ClickAsync();
        await Expect(window.Page.Locator("[data-new-key] code")).ToContainTextAsync("fb_");
        await Expect(window.Page.Locator(".key-row").Filter(new() { HasText = "보고서" })).ToContainTextAsync("플로우와 실행 기록 읽기");
    }

    private static async Task OpenAsync(IPage page, string name)
    {
        await page.GotoAsync("/keys");
        await page.Locator("[data-action='new-key']").ClickAsync();
        await page.Locator("#key-name").FillAsync(name);
    }
}
