using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The first page: templates, and the flows that are there.</summary>
internal sealed class HomePage(IPage page)
{
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
        await Assertions.Expect(Template("answer-from-document")).ToBeVisibleAsync();

        // Once there are flows, one row of templates is shown.
        if (await Template(template).CountAsync() == 0) await page.Locator("[data-all-templates]").ClickAsync();
        await Template(template).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Window.FlowAddress);
        return await EditorPage.ReadyAsync(page);
    }

    /// <summary>Chooses from a flow's menu: <c>details</c>, <c>duplicate</c>, <c>download</c>, <c>delete</c>.</summary>
    public async Task ChooseAsync(string flow, string action)
    {
        await Flow(flow).First.Locator(".menu-host > button").ClickAsync();
        await page.Locator($".menu [data-action='{action}']").ClickAsync();
    }

    /// <summary>Waits until the page takes what is dropped and pasted.</summary>
    public Task ListensAsync() => page.Locator(".page[data-takes-files]").WaitForAsync();

    /// <summary>Drops files anywhere on the page.</summary>
    public Task DropAsync(params (string Name, string Text)[] files) => HandAsync("drop", files);

    /// <summary>Pastes a text, as Ctrl+V with that text on the clipboard does.</summary>
    public async Task PasteAsync(string text)
    {
        await ListensAsync();
        await page.EvaluateAsync(
        """
        text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }
        """,
        text);
    }

    private async Task HandAsync(string type, (string Name, string Text)[] files)
    {
        await ListensAsync();
        await page.EvaluateAsync(
        """
        ([type, ...files]) => {
          const dataTransfer = new DataTransfer();
          for (const [name, text] of files) dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
          document.querySelector('.page').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }
        """,
        new object[] { type }.Concat(files.Select(file => new[] { file.Name, file.Text })).ToArray());
    }
}
