using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The first page: templates, and the flows that are there.</summary>
internal sealed class HomePage(IPage page)
{
    /// <summary>The first page once it takes what is dropped and pasted, and lists the flows.</summary>
    public static async Task<HomePage> ReadyAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".home[data-listens]")).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator(".shelf > :is(.cards, .empty)").First).ToBeAttachedAsync();
        return new HomePage(page);
    }

    public ILocator Heading => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    public ILocator Search => page.Locator("[data-search]");

    public ILocator Order => page.Locator("[data-order]");

    public ILocator FlowNames => page.Locator(".flow-card h3");

    public ILocator Dialog => page.Locator("dialog[open]");

    public ILocator Toasts => page.Locator(".toast");

    public ILocator Template(string id) => page.Locator($"[data-template='{id}']");

    public ILocator Flow(string name) => page.Locator(".flow-card").Filter(new LocatorFilterOptions { Has = page.Locator("h3", new PageLocatorOptions { HasTextString = name }) });

    public ILocator Tag(string tag) => page.Locator($"[data-tag='{tag}']");

    public async Task<EditorPage> StartFromAsync(string template)
    {
        // Home shows the first templates only, once they are read; the others are in the gallery.
        await Assertions.Expect(page.Locator("[data-template]").First).ToBeVisibleAsync();
        if (await Template(template).CountAsync() == 0) return await (await OpenGalleryAsync()).UseAsync(template);
        await Template(template).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Window.FlowAddress);
        return await EditorPage.ReadyAsync(page);
    }

    /// <summary>Goes on to all templates.</summary>
    public async Task<GalleryPage> OpenGalleryAsync()
    {
        await page.Locator("[data-all-templates]").ClickAsync();
        return await GalleryPage.ReadyAsync(page);
    }

    /// <summary>Chooses from a flow's menu: <c>details</c>, <c>duplicate</c>, <c>download</c>, <c>delete</c>.</summary>
    public async Task ChooseAsync(string flow, string action)
    {
        await Flow(flow).First.Locator(".menu-host > button").ClickAsync();
        await page.Locator($".menu [data-action='{action}']").ClickAsync();
    }

    /// <summary>Drops files anywhere on the page.</summary>
    public Task DropAsync(params (string Name, string Text)[] files) => page.EvaluateAsync(
        """
        files => {
          const dataTransfer = new DataTransfer();
          for (const [name, text] of files) dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
          document.querySelector('.page').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }
        """,
        files.Select(file => new[] { file.Name, file.Text }).ToArray());

    /// <summary>Agrees to what a file will do.</summary>
    public Task ImportAsync() => Dialog.Locator("[data-import-now]").ClickAsync();

    /// <summary>Pastes a text, as Ctrl+V with that text on the clipboard does.</summary>
    public Task PasteAsync(string text) => page.EvaluateAsync(
        """
        text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }
        """,
        text);
}
