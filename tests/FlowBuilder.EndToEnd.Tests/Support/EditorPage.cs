using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The editor as a person uses it: by pointer and keys, and by what it shows.</summary>
internal sealed class EditorPage
{
    private readonly IPage _page;

    private EditorPage(IPage page) => _page = page;

    public ILocator RunButton => _page.Locator("[data-action='run']");

    public ILocator StopButton => _page.Locator("[data-action='stop']");

    public ILocator Nodes => _page.Locator(".canvas .node");

    public ILocator Wires => _page.Locator(".canvas g.wire");

    public ILocator PendingWire => _page.Locator(".pending-wire");

    public ILocator Toasts => _page.Locator(".toast");

    public ILocator SaveState => _page.Locator("[data-save-state]");

    public ILocator RunFacts => _page.Locator("[data-run-facts]");

    public ILocator Results => _page.Locator("[data-result]");

    /// <summary>The editor once every part of it listens and shows again what it showed when this window was here last.</summary>
    public static async Task<EditorPage> ReadyAsync(IPage page)
    {
        foreach (var part in new[] { ".canvas", ".palette", ".panel-edge", ".node-tools", ".flow-name", ".peers[data-recalled]" })
            await Assertions.Expect(page.Locator($"{part}[data-listens]")).ToBeAttachedAsync();
        return new EditorPage(page);
    }

    public ILocator Node(string id) => _page.Locator($".canvas .node[data-id='{id}']");

    public ILocator Titled(string title) => _page.Locator($".canvas .node[aria-label='{title}']");

    public ILocator Wire(string from, string to) => _page.Locator($"g.wire[data-from='{from}'][data-to='{to}']");

    public ILocator Output(string address) => _page.Locator($".port.out[data-port='{address}'] .handle");

    public ILocator Input(string address) => _page.Locator($".port.in[data-port='{address}'] .handle");

    public ILocator PaletteItem(string type) => _page.Locator($"[data-node-type='{type}']");

    /// <summary>A text field of the panel, once it listens; a field with a list to choose from listens as a whole.</summary>
    public ILocator Setting(string name) => _page.Locator($"#side-body [data-field='{name}'] :is(input, textarea):is([data-listens], [data-listens] *)");

    /// <summary>The field of an input of the flow, once it listens.</summary>
    public ILocator RunInput(string name) => _page.Locator($"#run-input-{name}[data-listens]");

    public async Task SelectAsync(string id)
    {
        await Node(id).Locator(".node-title").ClickAsync();
        await Assertions.Expect(Node(id)).ToContainClassAsync("selected");
        await Assertions.Expect(_page.Locator($"#side-body[data-part='{id}']")).ToBeAttachedAsync();
    }

    /// <summary>Where a node stands on the canvas, in canvas pixels, as its style says.</summary>
    public Task<string> PlaceOfAsync(string id) => Node(id).EvaluateAsync<string>("node => node.style.translate");

    /// <summary>Presses the mouse on one thing, and takes it to another without letting go.</summary>
    public async Task DragToAsync(ILocator from, ILocator to)
    {
        var (startX, startY) = await MiddleOfAsync(from);
        var (endX, endY) = await MiddleOfAsync(to);
        await PullAsync(startX, startY, endX, endY);
    }

    /// <summary>Presses the mouse on something and takes it some way along, without letting go.</summary>
    public async Task DragByAsync(ILocator what, float right, float down)
    {
        var (x, y) = await MiddleOfAsync(what);
        await PullAsync(x, y, x + right, y + down);
    }

    public Task DropAsync() => _page.Mouse.UpAsync();

    public async Task ConnectAsync(string from, string to)
    {
        await DragToAsync(Output(from), Input(to));
        await DropAsync();
    }

    public Task PressAsync(string keys) => _page.Keyboard.PressAsync(keys);

    public Task IsSavedAsync() => Assertions.Expect(SaveState).ToHaveAttributeAsync("data-save-state", "Saved");

    /// <summary>The flow's file as the store has it.</summary>
    public async Task<string> FileAsync()
    {
        var answer = await _page.APIRequest.GetAsync($"/api/v1/flows/{new Uri(_page.Url).Segments[^1]}");
        Assert.That(answer.Ok, Is.True, answer.Url);
        return await answer.TextAsync();
    }

    public async Task ReloadAsync()
    {
        await _page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await ReadyAsync(_page);
    }

    public async Task RunToItsEndAsync()
    {
        await RunButton.ClickAsync();
        await Assertions.Expect(RunFacts).ToHaveAttributeAsync("data-run-status", "completed");
    }

    private async Task PullAsync(float startX, float startY, float endX, float endY)
    {
        await _page.Mouse.MoveAsync(startX, startY);
        await _page.Mouse.DownAsync();
        await _page.Mouse.MoveAsync(endX, endY, new MouseMoveOptions { Steps = 8 });
    }

    // Where it is once it rests: a card may still grow by what was done to it just before.
    private async Task<(float X, float Y)> MiddleOfAsync(ILocator what)
    {
        var before = await PlaceAsync();
        while (true)
        {
            await _page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var now = await PlaceAsync();
            if (now == before) return now;
            before = now;
        }

        async Task<(float X, float Y)> PlaceAsync()
        {
            await Assertions.Expect(what).ToBeVisibleAsync();
            var box = await what.BoundingBoxAsync() ?? throw new AssertionException($"{what} is not shown.");
            return (box.X + box.Width / 2, box.Y + box.Height / 2);
        }
    }
}
