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

    [Test]
    public async Task A_choice_of_theme_is_kept()
    {
        await using var window = await Window.OpenAsync();
        await window.OpenHomeAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Appearance", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" }).ClickAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await window.OpenHomeAsync();

        Assert.That(await window.BackgroundLightnessAsync(), Is.LessThan(64));
    }

    [Test]
    public async Task The_language_is_changed_in_the_editor_and_nothing_that_was_typed_is_lost()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await editor.SelectAsync("prompt");
        await editor.Setting("template").FillAsync("Typed just now {{text}}");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Language", Exact = true }).ClickAsync();
        await window.Page.Locator("[data-language='ko']").ClickAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await EditorPage.ReadyAsync(window.Page);
        await editor.SelectAsync("prompt");

        await Expect(window.Page.Locator("#tab-Settings")).ToHaveTextAsync("설정");
        await Expect(editor.Setting("template")).ToHaveValueAsync("Typed just now {{text}}");
    }

    [TestCase(ReducedMotion.Reduce)]
    [TestCase(ReducedMotion.NoPreference)]
    public async Task Nothing_moves_longer_than_a_blink_where_the_system_asks_for_less(ReducedMotion motion)
    {
        await using var window = await Window.OpenAsync();
        await window.Page.EmulateMediaAsync(new() { ReducedMotion = motion });
        await window.OpenHomeAsync();
        var home = await LongestMotionAsync(window);
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");
        var both = Math.Max(home, await LongestMotionAsync(window));

        // Without the wish there is motion: the measure does measure.
        Assert.That(both, motion == ReducedMotion.Reduce ? Is.LessThanOrEqualTo(1) : Is.GreaterThan(50));
    }

    [Test]
    public async Task In_forced_colours_a_template_can_be_read_and_what_is_chosen_is_marked()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        await editor.SelectAsync("prompt");
        await window.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });

        await Expect(editor.Setting("template")).Not.ToHaveCSSAsync("color", "rgba(0, 0, 0, 0)");
        await Expect(window.Page.Locator("[data-view-choice='canvas']")).ToHaveCSSAsync("outline-style", "solid");
        await Expect(editor.Node("prompt")).ToHaveCSSAsync("outline-style", "solid");
    }

    /// <summary>The longest animation or transition that any element, or what is drawn before or after it, may make, in milliseconds.</summary>
    private static Task<double> LongestMotionAsync(Window window) => window.Page.EvaluateAsync<double>("""
        () => Math.max(0, ...[...document.querySelectorAll('*')].flatMap(element => [null, '::before', '::after'].flatMap(part => {
          const style = getComputedStyle(element, part);
          const times = `${style.transitionDuration},${style.animationName === 'none' ? '0s' : style.animationDuration}`;
          return times.split(',').map(time => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000));
        })), ...document.getAnimations().map(item => Number(item.effect.getComputedTiming().activeDuration)))
        """);
}
