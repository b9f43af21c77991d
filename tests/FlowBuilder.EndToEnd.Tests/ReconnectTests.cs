using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>A connection that is lost, and a server that is killed without warning: nothing is, and the page comes back by itself.</summary>
[CancelAfter(120_000)]
public sealed class ReconnectTests
{
    [Test]
    public async Task After_a_kill_and_a_restart_the_page_is_back_by_itself_where_it_was_with_what_was_typed_meanwhile()
    {
        await using var program = await ProgramProcess.StartNewAsync();
        var id = await program.StoreAsync(Flows.Wired);
        await using var window = await Window.OpenAsync(program: program.Address);
        var editor = await window.OpenStoredAsync(id);
        await editor.SelectAsync("prompt");
        await Expect(editor.Setting("template")).ToHaveValueAsync("Say {{text}}");
        await window.Page.Mouse.MoveAsync(600, 600);
        await window.Page.Mouse.WheelAsync(0, -240);
        await editor.Setting("template").FillAsync("Before: {{text}}");
        await Expect(editor.Node("prompt").Locator(".node-facts")).ToContainTextAsync("Before");
        await editor.IsSavedAsync();
        var view = await ViewAsync(window);

        await program.KillAsync();
        await Expect(window.Page.Locator("#outage")).ToBeVisibleAsync();
        await editor.Setting("template").FillAsync("Typed in the outage: {{text}}");
        await program.StartAsync();

        await Expect(window.Page.Locator("#outage")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(editor.Node("prompt")).ToContainClassAsync("selected");
        await Expect(editor.Setting("template")).ToHaveValueAsync("Typed in the outage: {{text}}");
        await Expect(editor.Node("prompt").Locator(".node-facts")).ToContainTextAsync("Typed in the outage");
        await Expect(editor.Wires).ToHaveCountAsync(2);
        Assert.That(await ViewAsync(window), Is.EqualTo(view));
        await editor.IsSavedAsync();
        Assert.That((await program.ReadAsync(id)).GetProperty("nodes")[1].GetProperty("settings").GetProperty("template").GetString(), Does.StartWith("Typed"));
    }

    [Test]
    public async Task A_server_that_is_killed_between_two_edits_has_every_edit_that_was_shown_as_saved()
    {
        await using var program = await ProgramProcess.StartNewAsync();
        var id = await program.StoreAsync(Flows.Unwired);
        await using (var window = await Window.OpenAsync(program: program.Address))
        {
            var editor = await window.OpenStoredAsync(id);
            await editor.ConnectAsync("question.text", "prompt.text");
            await Expect(editor.Wires).ToHaveCountAsync(1);
            await editor.IsSavedAsync();
            await editor.PaletteItem("model.chat").ClickAsync();
            await program.KillAsync();
        }

        await program.StartAsync();

        var flow = await program.ReadAsync(id);
        Assert.That(flow.GetProperty("edges").GetArrayLength(), Is.EqualTo(1));
        Assert.That(flow.GetProperty("nodes").GetArrayLength(), Is.InRange(3, 4), "the edit of the last second may be there or not, and the file is whole");
    }

    [Test]
    public async Task A_short_outage_of_the_network_ends_at_the_same_state_and_sends_what_was_typed_meanwhile()
    {
        await using var window = await Window.OpenAsync();
        await window.Page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            _sockets.Add(socket);
            socket.ConnectToServer();
        });
        var editor = await window.OpenFlowAsync(Flows.Unwired);
        await editor.PaletteItem("model.chat").ClickAsync();
        await Expect(editor.Node("chat")).ToContainClassAsync("selected");
        await editor.SelectAsync("prompt");
        await Expect(editor.Setting("template")).ToHaveValueAsync("Say {{text}}");
        await window.Page.EvaluateAsync("() => { window.sameAsBefore = true; }");

        await window.Page.RouteAsync("**/{health,_blazor}/**", route => route.AbortAsync());
        await _sockets[^1].CloseAsync();
        await Expect(window.Page.Locator("#outage")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".canvas")).ToHaveAttributeAsync("inert", "");
        await editor.Setting("template").FillAsync("While offline: {{text}}");
        await window.Page.UnrouteAllAsync(new PageUnrouteAllOptions { Behavior = UnrouteBehavior.IgnoreErrors });
        await window.Page.Locator("[data-action='retry']").ClickAsync();

        await Expect(window.Page.Locator("#outage")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(editor.Node("prompt").Locator(".node-facts")).ToContainTextAsync("While offline");
        Assert.That(await window.Page.EvaluateAsync<bool>("() => window.sameAsBefore === true"), Is.True, "the page was not loaded again");
        await editor.PressAsync("Control+z");
        await Expect(window.Page.Locator("[aria-label='Redo']")).ToBeEnabledAsync();
    }

    private readonly List<IWebSocketRoute> _sockets = [];

    private static Task<string> ViewAsync(Window window) => window.Page.Locator(".viewport").EvaluateAsync<string>("viewport => viewport.style.transform");
}
