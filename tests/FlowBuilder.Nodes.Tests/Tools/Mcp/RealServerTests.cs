using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Nodes.Tests.Tools.Mcp;

/// <summary>The protocol's own example server, which is a package of npm: over standard input and output, and over HTTP.</summary>
[Platform("Linux")]
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[CancelAfter(120_000)]
public sealed class RealServerTests
{
    private const string Package = "@modelcontextprotocol/server-everything@2026.8.31";

    private string _script = "";

    [OneTimeSetUp]
    public async Task FindTheServer()
    {
        if (!File.Exists("/usr/bin/npx") || !File.Exists("/usr/bin/node")) Assert.Ignore("Node is not installed here.");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));

        // Puts the package into npm's cache, and says where its program is.
        var start = new ProcessStartInfo("/usr/bin/npx") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--yes", "--prefer-offline", "--package", Package, "-c", "command -v mcp-server-everything" }) start.ArgumentList.Add(argument);
        start.Environment["npm_config_fetch_retries"] = "0";
        start.Environment["npm_config_fetch_timeout"] = "20000";
        using var npx = Process.Start(start)!;
        try
        {
            _script = (await npx.StandardOutput.ReadToEndAsync(limit.Token)).Trim();
            await npx.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            npx.Kill(entireProcessTree: true);
        }

        if (_script.Length == 0) Assert.Ignore($"The package {Package} cannot be had from npm here.");
    }

    [Test]
    public async Task The_everything_server_works_through_npx_over_standard_input_and_output(CancellationToken cancellationToken)
    {
        var server = new ToolServer { Name = "everything", Kind = ToolServerKind.Command, Command = "npx", Arguments = ["--yes", "--prefer-offline", Package, "stdio"] };
        await using var sessions = await SessionsAsync(server, cancellationToken);

        await ExpectToolsAsync(sessions, cancellationToken);
    }

    [Test]
    public async Task The_everything_server_works_over_streamable_http_and_after_a_restart(CancellationToken cancellationToken)
    {
        var port = FreePort();
        var server = new ToolServer { Name = "everything", Kind = ToolServerKind.Http, Address = new Uri($"http://127.0.0.1:{port}/mcp") };
        await using var sessions = await SessionsAsync(server, cancellationToken);
        for (var start = 0; start < 2; start++)
        {
            using var process = await StartAsync(port, cancellationToken);
            try
            {
                await ExpectToolsAsync(sessions, cancellationToken);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task ExpectToolsAsync(ToolServerSessions sessions, CancellationToken cancellationToken)
    {
        var tools = await sessions.ListToolsAsync("everything", asksAgain: true, cancellationToken);
        var limit = TimeSpan.FromSeconds(30);
        var echo = await sessions.CallAsync("everything", "echo", new Dictionary<string, object?> { ["message"] = "안녕 there" }, limit, cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(tools.Select(tool => tool.Name), Does.Contain("echo"));
            Assert.That(echo, Does.Contain("안녕 there"));
        });
    }

    private static async Task<ToolServerSessions> SessionsAsync(ToolServer server, CancellationToken cancellationToken)
    {
        var store = new InMemoryToolServerStore();
        await store.SaveAsync(server, cancellationToken);
        return new ToolServerSessions(store, new OutboundRules { AllowedHosts = ["127.0.0.1"] }, TimeProvider.System, NullLoggerFactory.Instance);
    }

    private async Task<Process> StartAsync(int port, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_script) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("streamableHttp");
        start.Environment["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("listening", StringComparison.OrdinalIgnoreCase)) break;
        }

        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
