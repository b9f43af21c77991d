using FlowBuilder.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

[CancelAfter(120_000)]
public sealed class BuildByMouseTests
{
    private const int MoreThanWasDone = 20;

    [Test]
    public async Task A_flow_is_built_wired_and_run_by_mouse_alone_and_taken_back_to_nothing_and_done_again()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Empty);
        var page = window.Page;

        // Far enough from the palette that no port lies under it: a wire held there moves the canvas on.
        await DropAsync("input.text", 420, 140);
        await Expect(editor.Node("text")).ToBeVisibleAsync();
        await DropAsync("prompt.template", 720, 140);
        await Expect(editor.Node("template")).ToBeVisibleAsync();
        await editor.SelectAsync("template");
        await editor.Setting("template").FillAsync("The shop opens at nine. Question: {{text}}");
        await Expect(editor.Input("template.text")).ToBeVisibleAsync();
        await DropAsync("model.chat", 420, 430);
        await Expect(editor.Node("chat")).ToBeVisibleAsync();
        await DropAsync("output.text", 720, 430);
        await Expect(editor.Node("text-2")).ToBeVisibleAsync();

        await WireAsync("text.text", "template.text");
        await WireAsync("template.text", "chat.prompt");
        await WireAsync("chat.text", "text-2.value");

        await page.Locator("#tab-Run").ClickAsync();
        await editor.RunInput("text").FillAsync("When does the shop open?");
        await editor.RunToItsEndAsync();
        await Expect(editor.Results).ToContainTextAsync("opens at nine");
        await editor.IsSavedAsync();
        var whole = await editor.FileAsync();

        await PressAllAsync("Undo");
        await Expect(editor.Nodes).ToHaveCountAsync(0);
        await PressAllAsync("Redo");
        await Expect(editor.Nodes).ToHaveCountAsync(4);
        await Expect(editor.Wires).ToHaveCountAsync(3);
        await editor.IsSavedAsync();
        Assert.That(await editor.FileAsync(), Is.EqualTo(whole));

        async Task DropAsync(string type, float x, float y)
        {
            var item = editor.PaletteItem(type);
            await item.ScrollIntoViewIfNeededAsync();
            var box = (await item.BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + 40, box.Y + box.Height / 2);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
            await page.Mouse.UpAsync();

            // What was used last goes to the top of the palette, and moves the rest of it.
            await Expect(page.Locator(".palette-item").First).ToHaveAttributeAsync("data-node-type", type);
        }

        async Task WireAsync(string from, string to)
        {
            await editor.ConnectAsync(from, to);
            await Expect(editor.Wire(from, to)).ToHaveCountAsync(1);
        }

        // Pressed on while the last press is on its way: a button that has nothing left to do takes it and does nothing.
        async Task PressAllAsync(string name)
        {
            var button = page.Locator($".tools [aria-label='{name}']");
            for (var i = 0; i < MoreThanWasDone; i++) await button.ClickAsync(new() { Force = true });
            await Expect(button).ToBeDisabledAsync();
        }
    }
}
