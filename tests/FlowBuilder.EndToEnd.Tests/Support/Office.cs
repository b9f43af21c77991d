using System.Collections.Concurrent;
using FlowBuilder.Core.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>A program in which people sign in: its administrator is there from the start, others are invited.</summary>
/// <param name="settings">What it is set to besides.</param>
internal sealed class Office(IReadOnlyDictionary<string, string>? settings = null) : RunningProgram
{
    public const string Administrator = "Ada";
    public const string Password = "a password for the tests";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, IReadOnlyList<BrowserContextCookiesResult>> _sessions = new();

    /// <summary>Opens a window that nobody has signed in at.</summary>
    public Task<Window> OpenAsync(string locale = "en-US") => Window.OpenAsync(locale, program: Address);

    /// <summary>Opens a window of the administrator.</summary>
    public Task<Window> OpenAsAdministratorAsync() => OpenAsync(Administrator, AccountRole.Administrator);

    /// <summary>Opens a window of somebody who has signed in, and who is invited first where there is no such account yet.</summary>
    public async Task<Window> OpenAsync(string name, AccountRole role, string locale = "en-US")
    {
        var window = await OpenAsync(locale);
        await EnterAsync(window, name, role);
        return window;
    }

    /// <summary>Lets a window be somebody's. Signing in is done once for each: a program takes so many passwords a minute.</summary>
    public async Task EnterAsync(Window window, string name = Administrator, AccountRole role = AccountRole.Administrator)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_sessions.ContainsKey(name)) _sessions[name] = await (name == Administrator ? SignInAsync() : JoinAsync(name, role));
        }
        finally
        {
            _turn.Release();
        }

        await ShowAsync(window, _sessions[name]);
    }

    /// <summary>Stores a flow for whoever has signed in at a window.</summary>
    public async Task<string> StoreAsync(Window window, string file)
    {
        var answer = await window.Page.Context.APIRequest.PostAsync(At("/api/v1/flows"), new APIRequestContextOptions { DataString = file, Headers = [new("Content-Type", "application/json")] });
        Assert.That(answer.Status, Is.EqualTo(201), await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }

    /// <summary>Invites somebody and gives the link.</summary>
    public async Task<string> InviteAsync(string name, AccountRole role)
    {
        await using var window = await OpenAsAdministratorAsync();
        return await new AccountsPage(window.Page).InviteAsync(name, role);
    }

    /// <summary>Sees to it that there is such an account.</summary>
    public async Task InviteAndJoinAsync(string name)
    {
        await using var window = await OpenAsync(name, AccountRole.Editor);
    }

    public string At(string path) => new Uri(Address, path).ToString();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Security:Administrator:Name", Administrator);
        builder.UseSetting("Security:Administrator:Password", Password);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) builder.UseSetting(name, value);
    }

    private async Task<IReadOnlyList<BrowserContextCookiesResult>> SignInAsync()
    {
        await using var window = await OpenAsync();
        await window.Page.GotoAsync("/sign-in");
        await new DoorPage(window.Page).SignInAsync(Administrator, Password);
        return await SessionOfAsync(window);
    }

    private async Task<IReadOnlyList<BrowserContextCookiesResult>> JoinAsync(string name, AccountRole role)
    {
        if (!_sessions.ContainsKey(Administrator)) _sessions[Administrator] = await SignInAsync();
        await using var administrator = await OpenAsync();
        await ShowAsync(administrator, _sessions[Administrator]);
        var link = await new AccountsPage(administrator.Page).InviteAsync(name, role);
        await using var window = await OpenAsync();
        await window.Page.GotoAsync(link);
        await new DoorPage(window.Page).SetPasswordAsync(Password);
        return await SessionOfAsync(window);
    }

    private static Task ShowAsync(Window window, IEnumerable<BrowserContextCookiesResult> session) => window.Page.Context.AddCookiesAsync(session.Select(cookie => new Cookie
    {
        Name = cookie.Name,
        Value = cookie.Value,
        Domain = cookie.Domain,
        Path = cookie.Path,
        HttpOnly = cookie.HttpOnly,
    }));

    private static async Task<IReadOnlyList<BrowserContextCookiesResult>> SessionOfAsync(Window window)
    {
        await Expect(window.Page.Locator("[data-account-menu]")).ToBeVisibleAsync();
        return [.. (await window.Page.Context.CookiesAsync()).Where(cookie => cookie.Name == "flowbuilder.session")];
    }
}
