using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>The built program as a process of its own on a data folder: it can be killed without warning and started again.</summary>
internal sealed partial class WholeProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private WholeProgram(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it wrote to its standard error, all of it once it has ended.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="settings">Settings for the command line.</param>
    /// <param name="under">A program that starts it, with its arguments; none by default.</param>
    public static async Task<WholeProgram> StartAsync(
        string data, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null, params string[] under)
    {
        var program = Begin(data, settings, under);
        while (await program._process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            program.Address = new Uri(match.Groups[1].Value);
            program.Client = new HttpClient { BaseAddress = program.Address, Timeout = Timeout.InfiniteTimeSpan };
            _ = program._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return program;
        }

        await program._process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException($"The program ended with {program._process.ExitCode}: {program.Errors}");
    }

    /// <summary>Starts the program and waits for its end, where it must refuse to start or cannot go on.</summary>
    /// <returns>The exit code, and what it wrote to its standard error.</returns>
    public static async Task<(int ExitCode, string Errors)> RefusalAsync(
        string data, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        await using var program = Begin(data, settings);
        var output = program._process.StandardOutput.ReadToEndAsync(cancellationToken);
        await program._process.WaitForExitAsync(cancellationToken);
        await output;
        return (program._process.ExitCode, program.Errors);
    }

    /// <summary>A client of it, that waits as long as the test does.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Tells it to end, as an operating system does that shuts down.</summary>
    public Task TellToStopAsync(CancellationToken cancellationToken) => SignalAsync("-TERM", cancellationToken);

    /// <summary>Has it do nothing at all, as a machine does that is moved elsewhere or sleeps.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => SignalAsync("-STOP", cancellationToken);

    /// <summary>Lets it go on after <see cref="PauseAsync"/>.</summary>
    public Task GoOnAsync(CancellationToken cancellationToken) => SignalAsync("-CONT", cancellationToken);

    /// <summary>What it holds of the machine now.</summary>
    public ProcessLevels Levels() => ProcessLevels.Of(_process.Id);

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var sent = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await sent.WaitForExitAsync(cancellationToken);
    }

    private static WholeProgram Begin(string data, IReadOnlyDictionary<string, string>? settings, params string[] under)
    {
        string[] command = [.. under, "dotnet", Path.Combine(AppContext.BaseDirectory, "FlowBuilder.Web.dll"), "--urls", "http://127.0.0.1:0", "--data", data];
        var start = new ProcessStartInfo(command[0], command[1..].Concat((settings ?? new Dictionary<string, string>()).SelectMany(pair => (string[])[$"--{pair.Key}", pair.Value])))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LANG"] = "en_US.UTF-8";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return new WholeProgram(Process.Start(start)!);
    }

    [GeneratedRegex("Now listening on: (http\\S+)")]
    private static partial Regex Listening();
}
