using System.Text.Json;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Nodes.Tests.Tools.Mcp;

/// <summary>A tool server over standard input and output that behaves as its tools are called: a script of the system's shell.</summary>
public sealed class FakeServer : IAsyncDisposable
{
    private const string Script = """
        reply() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$1" "$2"; }
        text() { reply "$1" "{\"content\":[{\"type\":\"text\",\"text\":\"$2\"}]}"; }
        echo $$ >> "$FAKE_FOLDER/started"
        echo "listening with $FAKE_KEY" >&2
        sleep 300 > /dev/null 2>&1 < /dev/null &
        echo $! > "$FAKE_FOLDER/child"
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9][0-9]*\).*/\1/p')
          case "$line" in
            *'"method":"server/discover"'*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"unknown"}}\n' "$id" ;;
            *'"method":"initialize"'*) reply "$id" '{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"fake","version":"1"}}' ;;
            *'"method":"tools/list"'*) printf '{"jsonrpc":"2.0","id":%s,"result":' "$id"; cat "$FAKE_FOLDER/tools"; printf '}\n' ;;
            *'"method":"tools/call"'*) case "$line" in
                *'"name":"hang"'*) echo called > "$FAKE_FOLDER/called" ;;
                *'"name":"wrong-id"'*) text 987654 "for somebody else" ;;
                *'"name":"die"'*) exit 1 ;;
                *'"name":"huge"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"' "$id"; head -c 104857600 /dev/zero | tr '\0' a; printf '"}]}}\n' ;;
                *'"name":"long"'*) text "$id" "$(head -c 60000 /dev/zero | tr '\0' b)" ;;
                *'"name":"fail"'*) reply "$id" '{"isError":true,"content":[{"type":"text","text":"no such city"}]}' ;;
                *'"name":"refuse"'*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32602,"message":"bad city"}}\n' "$id" ;;
                *'"name":"environment"'*) text "$id" "key=$FAKE_KEY provider=$OPENAI_API_KEY" ;;
                *) text "$id" "hello" ;;
              esac ;;
          esac
        done
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("fake-tools-").FullName;
    private readonly InMemoryToolServerStore _store = new();

    public FakeServer(object? tools = null)
    {
        var listed = tools ?? new[] { "hello", "hang", "wrong-id", "die", "huge", "long", "fail", "refuse", "environment" }
            .Select(name => new { name, description = $"Does {name}.", inputSchema = new { type = "object" } });
        File.WriteAllText(Path.Combine(_folder, "server.sh"), Script);
        File.WriteAllText(Path.Combine(_folder, "tools"), JsonSerializer.Serialize(new { tools = listed }));
        Server = new ToolServer
        {
            Name = "fake",
            Kind = ToolServerKind.Command,
            Command = "/bin/sh",
            Arguments = [Path.Combine(_folder, "server.sh")],
            Secrets =
            [
                new("FAKE_FOLDER", new Secret(_folder)),
                new("FAKE_KEY", new Secret("fbcanary-key")),
            ],
        };
        Sessions = new ToolServerSessions(_store, new OutboundRules(), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public ToolServer Server { get; }

    public ToolServerSessions Sessions { get; }

    /// <summary>The process id of the program that was started last.</summary>
    public int Process => int.Parse(Starts[^1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The process id of what the program started itself.</summary>
    public int Child => int.Parse(File.ReadAllText(Path.Combine(_folder, "child")), System.Globalization.CultureInfo.InvariantCulture);

    public string[] Starts => File.ReadAllLines(Path.Combine(_folder, "started"));

    public static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits until a process is gone: one that was killed goes a little later.</summary>
    public static async Task GoneAsync(int process, CancellationToken cancellationToken)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (IsRunning(process)) await again.WaitForNextTickAsync(cancellationToken);
    }

    public async Task<FakeServer> StoredAsync(CancellationToken cancellationToken)
    {
        await _store.SaveAsync(Server, cancellationToken);
        return this;
    }

    public Task<string> CallAsync(string tool, double seconds = 30, CancellationToken cancellationToken = default) =>
        Sessions.CallAsync("fake", tool, new Dictionary<string, object?>(), TimeSpan.FromSeconds(seconds), cancellationToken);

    /// <summary>Waits until the tool that never answers was called.</summary>
    public async Task CalledAsync(CancellationToken cancellationToken)
    {
        using var watcher = new FileSystemWatcher(_folder, "called");
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => seen.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(Path.Combine(_folder, "called"))) await seen.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Sessions.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
