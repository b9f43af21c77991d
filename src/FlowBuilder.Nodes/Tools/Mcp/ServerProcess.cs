using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FlowBuilder.Core.Tools;
using ModelContextProtocol.Client;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>The program of a tool server, with everything that it starts itself: it all ends together.</summary>
/// <remarks>On Linux it leads a session of its own, so that what it started is found even after it is gone.</remarks>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LogCharacters = 4_000;
    private const int Kill = 9;
    private const string SessionStarter = "/usr/bin/setsid";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly bool _leadsSession;
    private readonly ToolServer _server;
    private readonly StringBuilder _log = new();
    private readonly Task _logging;
    private readonly Task _watching;
    private int _isEnded;

    private ServerProcess(Process process, bool leadsSession, ToolServer server)
    {
        (_process, _leadsSession, _server) = (process, leadsSession, server);
        _logging = KeepLogAsync();
        _watching = WatchAsync();
    }

    /// <summary>Whether it is gone.</summary>
    public bool HasEnded => _watching.IsCompleted;

    /// <summary>What is written to the program.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What the program answers.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts the program, without a shell and without this program's own environment.</summary>
    /// <exception cref="Core.Faults.NodeException">It cannot be started.</exception>
    public static ServerProcess Start(ToolServer server)
    {
        var leadsSession = OperatingSystem.IsLinux() && File.Exists(SessionStarter);
        var start = new ProcessStartInfo(leadsSession ? SessionStarter : server.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (leadsSession)
        {
            start.ArgumentList.Add("--");
            start.ArgumentList.Add(server.Command);
        }

        foreach (var argument in server.Arguments) start.ArgumentList.Add(argument);

        // Keys of providers and of this program are in its environment; a tool server gets only what it is given.
        start.Environment.Clear();
        foreach (var (name, value) in StdioClientTransportOptions.GetDefaultEnvironmentVariables()) start.Environment[name] = value;
        foreach (var secret in server.Secrets) start.Environment[secret.Name] = secret.Value?.Reveal();
        try
        {
            return new ServerProcess(Process.Start(start) ?? throw McpFaults.NotStarted(server.Name, null), leadsSession, server);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            throw McpFaults.NotStarted(server.Name, failure);
        }
    }

    /// <summary>The last of what it wrote as its log, without the values of its secrets.</summary>
    public string Log()
    {
        string log;
        lock (_log) log = _log.ToString();
        foreach (var secret in _server.Secrets.Where(secret => secret.Value is not null)) log = log.Replace(secret.Value!.Reveal(), "••••", StringComparison.Ordinal);
        return ToolWords.Clean(log, LogCharacters);
    }

    /// <summary>Ends it: by closing its input, and by force where it does not go.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Grace).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is TimeoutException or IOException or InvalidOperationException)
        {
            // Which is what the force below is for.
        }

        EndAll();
        await _watching.ConfigureAwait(false);
        await _logging.ConfigureAwait(false);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private void EndAll()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 1) return;
        if (_leadsSession)
        {
            _ = Signal(-_process.Id, Kill);
            return;
        }

        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already.
        }
    }

    // What it started may hold its output open after it is gone, and a caller would wait for an answer that never comes.
    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        EndAll();
    }

    private async Task KeepLogAsync()
    {
        var buffer = new char[1_024];
        try
        {
            int read;
            while ((read = await _process.StandardError.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                lock (_log)
                {
                    _log.Append(buffer, 0, read);
                    if (_log.Length > LogCharacters) _log.Remove(0, _log.Length - LogCharacters);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // There is no more to come.
        }
    }
}
