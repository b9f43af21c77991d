using System.Diagnostics;
using System.Globalization;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>The program itself, built for release, in a process and a data folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private ServerProcess(Process process, DirectoryInfo data, Uri address) => (_process, _data, Address) = (process, data, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The most memory that it has had in use, in bytes.</summary>
    public async Task<long> PeakMemoryAsync()
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{_process.Id}/status");
        var line = Array.Find(lines, line => line.StartsWith("VmHWM:", StringComparison.Ordinal))!;
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Seconds of processor time that it has used.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">What it is told on its command line.</param>
    /// <exception cref="InvalidOperationException">It is not built, or ended.</exception>
    public static async Task<ServerProcess> StartAsync(params string[] settings)
    {
        var program = Path.Combine(RepositoryRoot(), "src", "FlowBuilder.Web", "bin", "Release", "net10.0", "FlowBuilder.Web.dll");
        if (!File.Exists(program)) throw new InvalidOperationException("Build the program first: dotnet build -c Release src/FlowBuilder.Web");
        var data = Directory.CreateTempSubdirectory("flowbuilder-load-");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--data", data.FullName, .. settings]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                // A full pipe would hold the program.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new ServerProcess(process, data, new Uri(line[(at + Listening.Length)..].Trim()));
            }
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlowBuilder.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it from within the repository.");
    }
}
