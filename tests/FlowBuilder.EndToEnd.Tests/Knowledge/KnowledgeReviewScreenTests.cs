using System.Text.RegularExpressions;
using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Knowledge;

/// <summary>Looking at how documents would be cut before it is done, and dropping what is there twice.</summary>
[CancelAfter(90_000)]
[Parallelizable(ParallelScope.Children)]
public sealed class KnowledgeReviewScreenTests
{
    private const string Canteen = "The canteen opens at noon and closes at two. Ask kim@example.com for the menu. Lunch costs four euros. Guests pay eight.";

    [Test]
    public async Task The_preview_follows_the_settings_and_saving_makes_what_it_showed()
    {
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("Cut", ("canteen.txt", Canteen)));
        await window.Page.Locator("[data-page-tab='settings']").ClickAsync();
        var chunks = window.Page.Locator("[data-preview-chunk]");
        await Expect(chunks).ToHaveCountAsync(1);
        await Expect(chunks).ToContainTextAsync("kim@example.com");

        foreach (var part in (string[])["cleaning", "splitting"]) await window.Page.Locator($"[data-part='{part}'] > summary").ClickAsync();
        await window.Page.Locator("#knowledge-method").SelectOptionAsync("sentences");
        await window.Page.Locator("#knowledge-size").FillAsync("60");
        await window.Page.Locator("#knowledge-overlap").FillAsync("0");
        await window.Page.Locator("#knowledge-overlap").BlurAsync();
        await Expect(chunks).ToHaveCountAsync(3);
        await window.Page.Locator("[data-mask='Email']").CheckAsync();
        await Expect(chunks.Nth(1)).ToContainTextAsync("[email]");
        await window.Page.Locator("[data-wider]").CheckAsync();
        await Expect(chunks.Nth(2).Locator("[data-preview-section]")).ToContainTextAsync("Section 1");
        await window.Page.Locator("#knowledge-overlap").FillAsync("30");
        await window.Page.Locator("#knowledge-overlap").BlurAsync();
        await Expect(window.Page.Locator("[data-overlap]").First).ToHaveTextAsync(new Regex("Lunch costs"));

        await pages.Do("save-knowledge").ClickAsync();
        await Expect(window.Page.Locator("[data-saved]")).Not.ToBeEmptyAsync();
        await window.Page.Locator("[data-page-tab='documents']").ClickAsync();
        await Expect(window.Page.Locator("[data-knowledge-facts]")).ToContainTextAsync("1 document · 3 chunks");
        await pages.AskAsync("menu");
        await Expect(pages.Found.First).ToContainTextAsync("[email]");
        Assert.That(window.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_text_of_ones_own_is_cut_too()
    {
        await using var window = await Window.OpenAsync();
        await new KnowledgePages(window.Page).OpenAsync(await KnowledgePages.MakeAsync("Own"));
        await window.Page.Locator("[data-page-tab='settings']").ClickAsync();

        await window.Page.Locator("#preview-text").FillAsync("보증 기간은 구입한 날부터 2년입니다.");

        await Expect(window.Page.Locator("[data-preview-chunk]")).ToContainTextAsync("보증 기간");
        await Expect(window.Page.Locator("[data-preview-facts]")).ToContainTextAsync("1 chunk");
    }

    [Test]
    public async Task Duplicates_are_shown_dropped_and_brought_back()
    {
        await using var window = await Window.OpenAsync();
        var pages = new KnowledgePages(window.Page);
        await pages.OpenAsync(await KnowledgePages.MakeAsync("Twice", ("old.txt", Canteen), ("new.txt", Canteen.Replace("eight", "nine", StringComparison.Ordinal) + " Enjoy."), ("other.txt", "Something else.")));
        await window.Page.Locator("[data-page-tab='duplicates']").ClickAsync();
        var group = window.Page.Locator("[data-duplicate-group]");
        await Expect(group).ToHaveCountAsync(1);
        await Expect(group.Locator(".kept")).ToContainTextAsync("new");
        await Expect(pages.Do("drop-duplicates")).ToBeDisabledAsync();

        await group.Locator("[data-drop]").CheckAsync();
        await pages.Do("drop-duplicates").ClickAsync();
        await Expect(group).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("[data-duplicate-facts]")).ToContainTextAsync("No duplicates");

        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new Microsoft.Playwright.PageGetByRoleOptions { Name = "Undo" }).ClickAsync();
        await Expect(group).ToHaveCountAsync(1);
        Assert.That(window.Complaints, Is.Empty);
    }
}
