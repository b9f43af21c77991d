using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The first page: templates, and the flows that are there.</summary>
internal sealed class HomePage(IPage page)
{
    public ILocator Heading => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    public ILocator Template(string id) => page.Locator($"[data-template='{id}']");

    public async Task<EditorPage> StartFromAsync(string template)
    {
        await Template(template).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Window.FlowAddress);
        return await EditorPage.ReadyAsync(page);
    }
}
