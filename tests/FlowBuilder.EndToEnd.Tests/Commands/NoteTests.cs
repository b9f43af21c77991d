using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Commands;

/// <summary>Notes: written, painted, resized, copied and taken away.</summary>
[CancelAfter(60_000)]
public sealed class NoteTests
{
    [Test]
    public async Task A_note_is_added_by_N_and_written_in_Markdown_in_its_place()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);
        var (x, y) = await commands.EmptyPlaceAsync();
        await window.Page.Mouse.MoveAsync(x, y);

        await editor.PressAsync("n");
        await Expect(commands.Notes.Locator("textarea[data-listens]")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("**Mind** this");
        await editor.PressAsync("Escape");

        await Expect(commands.Notes.Locator("strong")).ToHaveTextAsync("Mind");
        await commands.Notes.DblClickAsync();
        await Expect(commands.Notes.Locator("textarea[data-listens]")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync(" now");
        await window.Page.Mouse.ClickAsync(x + 300, y);
        await Expect(commands.Notes).ToContainTextAsync("Mind this now");
    }

    [Test]
    public async Task A_note_is_painted_resized_copied_and_deleted_and_undo_takes_each_back()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired.Replace("\"edges\"", """
            "notes": [{ "id": "n1", "text": "Mind this", "position": { "x": 0, "y": 240 }, "size": { "width": 240, "height": 120 }, "color": "yellow" }], "edges"
            """, StringComparison.Ordinal));
        var commands = new CommandPage(window.Page);
        var note = commands.Notes.First;

        await note.ClickAsync(new LocatorClickOptions { Position = new Position { X = 80, Y = 50 } });
        await note.Locator("[data-command='paintPink']").ClickAsync();
        await Expect(note).ToContainClassAsync("pink");

        await editor.DragByAsync(note.Locator(".note-resize"), 100, 60);
        await editor.DropAsync();
        await Expect(note).Not.ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("width: ?240px"));

        await editor.PressAsync("Control+d");
        await Expect(commands.Notes).ToHaveCountAsync(2);
        await editor.PressAsync("Delete");
        await Expect(commands.Notes).ToHaveCountAsync(1);
        await editor.PressAsync("Control+z");
        await editor.PressAsync("Control+z");
        await Expect(commands.Notes).ToHaveCountAsync(1);
        await editor.PressAsync("Control+z");
        await Expect(note).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("width: ?240px"));
        await editor.PressAsync("Control+z");
        await Expect(note).ToContainClassAsync("yellow");
    }

    [Test]
    public async Task The_menu_of_a_note_edits_it_and_Ctrl_with_arrows_changes_its_size()
    {
        await using var window = await Window.OpenAsync();
        var editor = await window.OpenFlowAsync(Flows.Wired);
        var commands = new CommandPage(window.Page);
        var (x, y) = await commands.EmptyPlaceAsync();
        await window.Page.Mouse.ClickAsync(x, y, new MouseClickOptions { Button = MouseButton.Right });
        await commands.MenuEntry("addNote").ClickAsync();
        await Expect(commands.Notes.Locator("textarea[data-listens]")).ToBeFocusedAsync();
        await editor.PressAsync("Escape");
        await Expect(commands.Notes.Locator("textarea")).ToHaveCountAsync(0);
        await Expect(commands.Notes).ToContainClassAsync("selected");

        await editor.PressAsync("Control+ArrowRight");
        await Expect(commands.Notes).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("width: ?260px"));
        await commands.Notes.ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await commands.MenuEntry("paintGreen").ClickAsync();
        await Expect(commands.Notes).ToContainClassAsync("green");
    }
}
