using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using FlowBuilder.Testing;
using NUnit.Framework.Interfaces;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The built program as a process of its own on a data folder: it can be killed without warning and started again.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("flowbuilder-process-").FullName;
    private readonly ConcurrentQueue<string?> _output = new();
    private Process? _process;

    private ProgramProcess() => Address = new Uri($"http://127.0.0.1:{FreePort()}/");

    public Uri Address { get; }

    public static async Task<ProgramProcess> StartNewAsync()
    {
        var program = new ProgramProcess();
        await program.StartAsync();
        return program;
    }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program, "--urls", Address.ToString(), "--data", _data, "--Logging:LogLevel:Default", "Warning" },
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            Assert.That(_process.HasExited, Is.False, "the program ended by itself");
            try
            {
                using var answer = await client.GetAsync("health/live");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet; the answer of the next try tells.
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task<string> StoreAsync(string file)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("api/v1/flows", JsonElement.Parse(file));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> ReadAsync(string id)
    {
        using var client = new HttpClient { BaseAddress = Address };
        return await client.GetFromJsonAsync<JsonElement>($"api/v1/flows/{id}");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (TestContext.CurrentContext.Result.FailCount > 0 || TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Inconclusive)
            await TestContext.Out.WriteLineAsync(string.Join(Environment.NewLine, _output));
        Directory.Delete(_data, recursive: true);
    }

    // bin/Debug/net10.0 here is bin/Debug/net10.0 there.
    private static string Program
    {
        get
        {
            var target = new DirectoryInfo(AppContext.BaseDirectory);
            return Repository.At("src", "FlowBuilder.Web", "bin", target.Parent!.Name, target.Name, "FlowBuilder.Web.dll");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
