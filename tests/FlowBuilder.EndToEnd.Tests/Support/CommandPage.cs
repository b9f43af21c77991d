using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>What lies over the editor: lists, menus, the find bar.</summary>
internal sealed class CommandPage(IPage page)
{
    public ILocator QuickAdd => page.Locator("[data-search='nodes']");

    public ILocator Everything => page.Locator("[data-search='commands']");

    public ILocator Menu => page.Locator(".context-menu");

    public ILocator Sheet => page.Locator(".sheet");

    public ILocator FindCount => page.Locator("[data-find-count]");

    public ILocator Options => page.Locator(".search-dialog [role='option']");

    public ILocator Selected => page.Locator(".canvas .node.selected, .canvas .note.selected");

    public ILocator Notes => page.Locator(".canvas .note");

    public ILocator Undo => page.Locator(".tools [aria-label='Undo']");

    public ILocator Entry(string id) => page.Locator($".search-dialog [data-entry='{id}']");

    public ILocator MenuEntry(string command) => Menu.Locator($"[data-command='{command}']");

    /// <summary>A place of the canvas where nothing stands, from its upper left corner.</summary>
    public async Task<(float X, float Y)> EmptyPlaceAsync(float right = 300, float down = 480)
    {
        var canvas = (await page.Locator(".canvas").BoundingBoxAsync())!;
        return (canvas.X + right, canvas.Y + down);
    }

    /// <summary>Marks an entry of the open list by typing, and chooses it with Enter.</summary>
    public async Task ChooseAsync(ILocator list, string query)
    {
        await Expect(list.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(query);
        await page.Keyboard.PressAsync("Enter");
        await Expect(list).ToHaveCountAsync(0);
    }

    /// <summary>Gives the canvas a pasted text, as Ctrl+V does.</summary>
    public Task PasteAsync(string text) => page.EvaluateAsync("""
        text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, text);
}
