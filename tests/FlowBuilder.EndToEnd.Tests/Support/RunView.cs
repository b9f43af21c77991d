using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>What a window shows of runs: the bar above the canvas, the marks on cards, the tabs of a node.</summary>
internal sealed class RunView(IPage page)
{
    public ILocator Bar => page.Locator("[data-run-bar]");

    public ILocator Said => page.Locator("[data-run-said]");

    public ILocator History => page.Locator("[data-run]");

    public ILocator PinnedValue(string port) => page.Locator($"[data-pin='{port}']");

    public ILocator Given(string port) => page.Locator($"[data-output='{port}']");

    public ILocator Arrived(string port) => page.Locator($"[data-input='{port}']");

    public ILocator Log(string kind) => page.Locator($"[data-log='{kind}']");

    public ILocator Fault => page.Locator("#side-body [data-fault]");

    public ILocator Action(string name) => page.Locator($"[data-action='{name}']");

    /// <summary>The mark of a card's place in the run; there is none on a card whose node did not run.</summary>
    public ILocator Order(string node) => page.Locator($".canvas .node[data-id='{node}'] [data-order]");

    public ILocator PinMark(string node) => page.Locator($".canvas .node[data-id='{node}'] [data-pinned]");

    public ILocator Output(string node) => page.Locator($".canvas .node[data-id='{node}'] .node-output");

    public async Task ShowTabAsync(string tab) => await page.Locator($"#tab-{tab}").ClickAsync();

    public Task IsAsync(string status) => Assertions.Expect(Bar).ToHaveAttributeAsync("data-run-bar", status);

    /// <summary>Chooses an entry of the menu beside the Run button.</summary>
    public async Task ChooseAsync(string action)
    {
        await page.Locator(".split .menu-host > button").ClickAsync();
        await Action(action).ClickAsync();
    }
}
