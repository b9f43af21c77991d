using FlowBuilder.EndToEnd.Tests.Support;
using Microsoft.Playwright;

// Two windows at a time are what two cores bear; only tests that measure no time share them.
[assembly: LevelOfParallelism(2)]

namespace FlowBuilder.EndToEnd.Tests;

/// <summary>One program and one browser for all tests: each test opens a window of its own, with nothing left of another's.</summary>
[SetUpFixture]
public sealed class Stage
{
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static readonly Lazy<RunningProgram> NewProgram = new(Start);
    private static readonly Lazy<Office> OfficeProgram = new(() => Started(new Office()));
    private static RunningProgram? _program;

    public static RunningProgram Program => _program!;

    /// <summary>The address of a program that nobody has stored a flow in.</summary>
    public static Uri NewAddress => NewProgram.Value.Address;

    /// <summary>A program in which people sign in.</summary>
    internal static Office Office => OfficeProgram.Value;

    public static IBrowser Browser => _browser!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _program = Start();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null) await _program.DisposeAsync();
        if (NewProgram.IsValueCreated) await NewProgram.Value.DisposeAsync();
        if (OfficeProgram.IsValueCreated) await OfficeProgram.Value.DisposeAsync();
    }

    private static RunningProgram Start() => Started(new RunningProgram());

    private static T Started<T>(T program)
        where T : RunningProgram
    {
        _ = program.Address;
        return program;
    }
}
