using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(60_000)]
public sealed class AppearanceTests
{
    [Test]
    public async Task A_korean_browser_is_greeted_in_korean()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var home = await window.OpenHomeAsync();

        await Expect(home.Heading).ToHaveTextAsync("무엇을 만들어 볼까요?");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
    }

    [Test]
    public async Task A_korean_browser_edits_in_korean()
    {
        await using var window = await Window.OpenAsync("ko-KR");
        var editor = await window.OpenFlowAsync(Flows.Wired);

        await Expect(editor.SaveState).ToHaveTextAsync("저장됨");
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task The_page_follows_the_colour_scheme_of_the_system(ColorScheme colours)
    {
        await using var window = await Window.OpenAsync(colours: colours);
        await window.OpenHomeAsync();

        Assert.That(await window.BackgroundLightnessAsync(), colours == ColorScheme.Dark ? Is.LessThan(64) : Is.GreaterThan(192));
    }
}
