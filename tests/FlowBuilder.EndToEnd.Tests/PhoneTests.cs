using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>The program on a phone of 390 by 844 pixels, by touch alone.</summary>
[CancelAfter(90_000)]
public sealed class PhoneTests
{
    // What a finger must hit: everything that is pressed, without the cards of the canvas, which have their own scale.
    private const string SmallTargets = """
        () => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
          .filter(element => !element.closest('.canvas .viewport') && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .map(element => ({ element, box: element.getBoundingClientRect() }))
          .map(({ element, box }) => ({ element, box: element.closest(element.matches('.card-link') ? '.card' : 'label')?.getBoundingClientRect() ?? box }))
          .filter(({ box }) => box.width > 0 && (box.width < 39.5 || box.height < 39.5))
          .map(({ element, box }) => `${element.outerHTML.slice(0, 120)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)
        """;

    [Test]
    public async Task A_template_is_opened_as_an_outline_run_and_read_by_touch()
    {
        await using var window = await Window.OpenPhoneAsync();
        var home = await window.OpenHomeAsync();
        await home.Template("answer-from-document").GetByRole(AriaRole.Button).TapAsync();
        await Expect(window.Page).ToHaveURLAsync(Window.FlowAddress);
        var outline = await OutlinePage.ReadyAsync(window.Page);
        await Expect(outline.Items).ToHaveCountAsync(8);

        await window.Page.Locator("[data-sheet-choice='Run']").TapAsync();
        await window.Page.Locator("[data-action='run']").TapAsync();
        await Expect(window.Page.Locator("[data-run-facts]")).ToHaveAttributeAsync("data-run-status", "completed");
        await Expect(window.Page.Locator("[data-result]")).ToBeVisibleAsync();

        await window.Page.Locator("[data-sheet-choice='Flow']").TapAsync();
        await outline.Row("model").TapAsync();
        await Expect(outline.Item("model").Locator(".outline-result")).ToBeVisibleAsync();
        await outline.Do("settings").TapAsync();
        await Expect(window.Page.Locator("#node-title")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("main.outline")).ToBeHiddenAsync();
    }

    [Test]
    public async Task The_canvas_is_moved_about_with_a_finger()
    {
        await using var window = await Window.OpenPhoneAsync();
        await window.OpenFlowAsync(Flows.Wired);
        await window.Page.Locator("[data-view-choice='canvas']").TapAsync();
        await Expect(window.Page.Locator(".canvas .node").First).ToBeVisibleAsync();
        var view = new CanvasView(window.Page);
        var before = await view.TransformAsync();

        var touch = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await TouchAsync(touch, "touchStart", (200, 620));
        for (var step = 1; step <= 5; step++) await TouchAsync(touch, "touchMove", (200 - step * 12, 620 - step * 8));
        await TouchAsync(touch, "touchEnd");

        await view.ChangesFromAsync(before);
    }

    [TestCase("home")]
    [TestCase("outline")]
    [TestCase("open node")]
    [TestCase("settings")]
    [TestCase("run")]
    [TestCase("canvas")]
    public async Task Nothing_is_wider_than_the_screen_and_every_target_is_as_large_as_a_finger(string screen)
    {
        await using var window = await Window.OpenPhoneAsync("ko-KR", ColorScheme.Dark);
        if (screen == "home") await Expect((await window.OpenHomeAsync()).Heading).ToBeVisibleAsync();
        else await ShowAsync(window, screen);

        Assert.That(await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
        Assert.That(await window.Page.EvaluateAsync<string[]>(SmallTargets), Is.Empty);
    }

    private static async Task ShowAsync(Window window, string screen)
    {
        await window.OpenFlowAsync(Flows.Wired);
        var outline = await OutlinePage.ReadyAsync(window.Page);
        if (screen is "open node" or "settings") await outline.OpenAsync("prompt");
        if (screen is "settings") await window.Page.Locator("[data-sheet-choice='Settings']").TapAsync();
        if (screen is "run") await window.Page.Locator("[data-sheet-choice='Run']").TapAsync();
        if (screen is "canvas") await window.Page.Locator("[data-view-choice='canvas']").TapAsync();
        await Expect(window.Page.Locator(screen switch
        {
            "settings" => "#node-title",
            "run" => "#run-input-question[data-listens]",
            "canvas" => ".canvas .node >> nth=0",
            _ => "main.outline[data-listens]",
        })).ToBeVisibleAsync();
    }

    private static async Task TouchAsync(ICDPSession touch, string type, params (int X, int Y)[] points) =>
        await touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = points.Select(point => new Dictionary<string, object> { ["x"] = point.X, ["y"] = point.Y }).ToArray(),
        });
}
