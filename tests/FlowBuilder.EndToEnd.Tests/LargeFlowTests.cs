using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>Of a large flow only what is in sight is drawn, and nothing is lost by that.</summary>
[CancelAfter(120_000)]
public sealed class LargeFlowTests
{
    [Test]
    public async Task Of_two_thousand_nodes_those_in_sight_are_drawn_and_others_when_they_come_into_sight()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(LargeFlow.Of(50, 40, 3000));
        await Expect(editor.Node("n25-20")).ToHaveCountAsync(1);

        await editor.PressAsync("Shift+0");
        await Expect(editor.Node("n25-20").Locator(".port")).ToHaveCountAsync(3);
        await Expect(editor.Node("n0-0")).ToHaveCountAsync(0);
        Assert.That(await editor.Nodes.CountAsync(), Is.InRange(4, 100));
        Assert.That(await editor.Wires.CountAsync(), Is.InRange(4, 300));

        await window.Page.Locator(".minimap").ClickAsync(new() { Position = new() { X = 15, Y = 20 } });
        await Expect(editor.Node("n0-0")).ToBeVisibleAsync();
        await Expect(editor.Node("n25-20")).ToHaveCountAsync(0);
        Assert.That(await editor.Nodes.CountAsync(), Is.InRange(1, 100));
    }

    [Test]
    public async Task Far_away_the_titles_of_a_large_flow_are_shown_and_can_be_selected_and_moved()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(LargeFlow.Of(20, 10, 300));
        await Expect(editor.Nodes).ToHaveCountAsync(200);
        await Expect(window.Page.Locator(".canvas .port")).ToHaveCountAsync(0);
        var rectangle = editor.Node("n10-5").Locator("rect");
        var before = await rectangle.GetAttributeAsync("x");

        await editor.DragByAsync(rectangle, 24, 0);
        await editor.DropAsync();
        await Expect(editor.Node("n10-5")).ToContainClassAsync("selected");
        await Expect(window.Page.Locator("[aria-label='Undo']")).ToBeEnabledAsync();
        await Expect(rectangle).Not.ToHaveAttributeAsync("x", before!);

        await editor.PressAsync("Control+z");
        await Expect(rectangle).ToHaveAttributeAsync("x", before!);
    }

    [Test]
    public async Task A_pan_only_moves_layers_and_lets_every_card_and_wire_be()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(LargeFlow.Of(20, 10, 300));
        await Expect(editor.Nodes).ToHaveCountAsync(200);
        var view = new CanvasView(window.Page);
        var (box, before) = (await view.BoxAsync(), await view.TransformAsync());
        await window.Page.Keyboard.DownAsync("Space");
        await view.PullAsync((box.X + 300, box.Y + 300), (box.X + 310, box.Y + 310));
        await window.Page.EvaluateAsync("""
            () => {
              window.touched = new Set();
              const note = target => window.touched.add(target.closest('.viewport > *, .minimap-view') ?? target);
              new MutationObserver(records => records.forEach(record => note(record.target)))
                .observe(document.querySelector('.canvas'), { subtree: true, childList: true, attributes: true, characterData: true });
              document.addEventListener('transitionrun', event => note(event.target));
            }
            """);

        await window.Page.Mouse.MoveAsync(box.X + 350, box.Y + 330, new() { Steps = 10 });
        await view.ChangesFromAsync(before);
        var touched = await window.Page.EvaluateAsync<string[]>("() => [...window.touched].map(element => element.classList[0])");
        Assert.That(touched, Is.SubsetOf(new[] { "canvas", "viewport", "canvas-grid", "minimap-view", "peers" }));
        await editor.DropAsync();
        await window.Page.Keyboard.UpAsync("Space");
    }

    [Test]
    public async Task Tab_goes_on_to_the_next_node_of_the_document_though_it_was_out_of_sight()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(LargeFlow.Of(10, 20, 200));
        await editor.PressAsync("Shift+0");
        await Expect(window.Page.Locator(".canvas .port").First).ToBeVisibleAsync();
        await window.Page.Locator(".minimap").ClickAsync(new() { Position = new() { X = 58, Y = 98 } });
        await Expect(editor.Node("n0-19")).ToBeVisibleAsync();
        await Expect(editor.Node("n1-0")).ToHaveCountAsync(0);

        await editor.Node("n0-19").FocusAsync();
        await Expect(editor.Node("n1-0")).ToHaveCountAsync(1);
        await editor.PressAsync("Tab");

        await Expect(editor.Node("n1-0")).ToBeFocusedAsync();
        await Expect(editor.Node("n1-0")).ToBeInViewportAsync();
    }

    [Test]
    public async Task Everything_is_selected_and_deleted_drawn_or_not()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(LargeFlow.Of(20, 10, 300));
        await editor.PressAsync("Shift+0");
        await Expect(editor.Node("n0-0")).ToHaveCountAsync(0);

        await editor.PressAsync("Control+a");
        await Expect(window.Page.Locator(".node.selected").First).ToBeVisibleAsync();
        await editor.PressAsync("Delete");
        await Expect(window.Page.Locator(".canvas-empty")).ToBeVisibleAsync();

        await editor.PressAsync("Control+z");
        await Expect(editor.Node("n10-5")).ToBeVisibleAsync();
    }
}
