using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>One person's browser window, and what its console complained about.</summary>
internal sealed partial class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Complain($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complain(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) Complain($"{response.Status} {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of the console, among them violations of the content security policy, and failed requests.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints) return [.. _complaints];
        }
    }

    public static async Task<Window> OpenAsync(string locale = "en-US", ColorScheme colours = ColorScheme.Light, Uri? program = null)
    {
        var context = await Stage.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (program ?? Stage.Program.Address).ToString(),
            Locale = locale,
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = 1366, Height = 768 },
        });
        context.SetDefaultTimeout(15_000);
        return new Window(context, await context.NewPageAsync());
    }

    /// <summary>A phone that is touched.</summary>
    public static async Task<Window> OpenPhoneAsync(string locale = "en-US", ColorScheme colours = ColorScheme.Light)
    {
        var context = await Stage.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Stage.Program.Address.ToString(),
            Locale = locale,
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            HasTouch = true,
            IsMobile = true,
        });
        context.SetDefaultTimeout(15_000);
        return new Window(context, await context.NewPageAsync());
    }

    public async Task<HomePage> OpenHomeAsync()
    {
        await GoToAsync("/");
        return await HomePage.ReadyAsync(Page);
    }

    /// <summary>Stores a flow and opens it in the editor.</summary>
    public async Task<EditorPage> OpenFlowAsync(string file)
    {
        await GoToAsync($"/flows/{await Stage.Program.StoreAsync(file)}");
        return await EditorPage.ReadyAsync(Page);
    }

    /// <summary>Opens a flow that is stored already, as somebody else may have done.</summary>
    public async Task<EditorPage> OpenStoredAsync(string id)
    {
        await GoToAsync($"/flows/{id}");
        return await EditorPage.ReadyAsync(Page);
    }

    /// <summary>How light the page's background is, from 0 (black) to 255 (white).</summary>
    public Task<double> BackgroundLightnessAsync() => Page.EvaluateAsync<double>("""
        () => {
          const ink = document.createElement('canvas').getContext('2d');
          ink.fillStyle = getComputedStyle(document.body).backgroundColor;
          ink.fillRect(0, 0, 1, 1);
          const [red, green, blue] = ink.getImageData(0, 0, 1, 1).data;
          return (red + green + blue) / 3;
        }
        """);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    [GeneratedRegex("/flows/[^/]+$")]
    public static partial Regex FlowAddress { get; }

    private async Task GoToAsync(string path) => await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

    private void Complain(string text)
    {
        lock (_complaints) _complaints.Add(text);
    }
}
