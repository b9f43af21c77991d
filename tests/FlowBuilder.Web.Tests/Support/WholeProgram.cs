using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>The program as it is started by people: a process of its own, that a test can kill.</summary>
public sealed partial class WholeProgram : IDisposable
{
    private readonly Process _process;

    private WholeProgram(Process process, HttpClient client) => (_process, Client) = (process, client);

    /// <summary>A client of it, that waits as long as the test does.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts it in a folder, in which it keeps its data; returns when it listens.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Gives up, and kills it.</param>
    /// <param name="settings">Further arguments.</param>
    public static async Task<WholeProgram> StartAsync(DirectoryInfo folder, CancellationToken cancellationToken, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "FlowBuilder.Web.dll"), "--urls", "http://127.0.0.1:0", .. settings])
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (Listening().Match(line) is not { Success: true } match) continue;

                // Nobody reads what else it says; a full pipe would halt it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new WholeProgram(process, new HttpClient { BaseAddress = new Uri(match.Groups[1].Value), Timeout = Timeout.InfiniteTimeSpan });
            }
        }
        catch
        {
            process.Kill();
            throw;
        }

        throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Ends it at once, as nothing but the operating system can.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Tells it to end, as an operating system does that shuts down.</summary>
    public async Task TellToStopAsync(CancellationToken cancellationToken)
    {
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex("Now listening on: (http\\S+)")]
    private static partial Regex Listening();
}
