using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>One session with a tool server, until it ends or breaks.</summary>
internal sealed class McpLink : IAsyncDisposable
{
    /// <summary>The most bytes that are taken at once.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    private const int MostTools = 500;
    private const int LargestSchema = 64 * 1024;
    private const int LongestForPeople = 16_000;

    private readonly ToolServer _server;
    private readonly ServerProcess? _process;
    private readonly TimeProvider _time;
    private McpClient _client = null!;
    private IReadOnlyList<OfferedTool>? _tools;
    private long _listedAt;
    private int _isStale;

    private McpLink(ToolServer server, ServerProcess? process, TimeProvider time)
    {
        (_server, _process, _time) = (server, process, time);
        Fingerprint = server.Fingerprint();
    }

    /// <summary>Which settings it was opened with.</summary>
    public string Fingerprint { get; }

    /// <summary>Whether it can still be asked.</summary>
    public bool IsAlive => !_client.Completion.IsCompleted && _process is not { HasEnded: true };

    /// <summary>Opens a session.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rules">The hosts that are open though they are private.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where the protocol logs.</param>
    /// <param name="onFailed">Told, where it fails, what the program wrote as its log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">It cannot be reached.</exception>
    public static async Task<McpLink> OpenAsync(
        ToolServer server, OutboundRules rules, TimeProvider time, ILoggerFactory logs, Action<string>? onFailed, CancellationToken cancellationToken)
    {
        var process = server.Kind == ToolServerKind.Command ? ServerProcess.Start(server) : null;
        var link = new McpLink(server, process, time);
        try
        {
            IClientTransport transport = process is null
                ? HttpTransport(server, rules, logs)
                : new StreamClientTransport(process.Input, new CappedStream(process.Output, MostBytes, perLine: true), logs);
            var options = new McpClientOptions
            {
                ClientInfo = new Implementation { Name = "flowbuilder", Version = "1" },
                Handlers = new McpClientHandlers
                {
                    NotificationHandlers = [new(NotificationMethods.ToolListChangedNotification, link.OnToolsChangedAsync)],
                },
            };
            link._client = await McpClient.CreateAsync(transport, options, logs, cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch (Exception failure)
        {
            if (process is null) throw Told(server, failure);
            var hasEnded = process.HasEnded;
            await process.DisposeAsync().ConfigureAwait(false);
            onFailed?.Invoke(process.Log());
            throw hasEnded && failure is not OperationCanceledException ? McpFaults.NotStarted(server.Name, failure) : Told(server, failure);
        }
    }

    /// <summary>What the server offers.</summary>
    /// <param name="maxAge">How old the list may be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<OfferedTool>> ListToolsAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (_tools is { } known && Volatile.Read(ref _isStale) == 0 && _time.GetElapsedTime(_listedAt) < maxAge) return known;
        Volatile.Write(ref _isStale, 0);
        _listedAt = _time.GetTimestamp();
        var found = new List<OfferedTool>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var page = await _client.ListToolsAsync(new ListToolsRequestParams { Cursor = next }, cancellationToken).ConfigureAwait(false);
            foreach (var tool in page.Tools)
            {
                if (tool.Name.Length is > 0 and <= 200 && ToolWords.Clean(tool.InputSchema, LargestSchema) is { } schema && names.Add(tool.Name)) found.Add(Offered(tool, schema));
            }

            next = page.NextCursor;
        }
        while (next is not null && found.Count is > 0 and < MostTools);
        return _tools = found;
    }

    /// <summary>Calls a tool.</summary>
    /// <returns>Its result as text.</returns>
    /// <exception cref="NodeException">The tool says that it failed.</exception>
    public async Task<string> CallAsync(string tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        var asked = new CallToolRequestParams
        {
            Name = tool,
            Arguments = arguments.ToDictionary(argument => argument.Key, argument => JsonSerializer.SerializeToElement(argument.Value), StringComparer.Ordinal),
        };
        var result = await _client.CallToolAsync(asked, cancellationToken).ConfigureAwait(false);
        var text = ResultText.Of(result);
        return result.IsError == true ? throw McpFaults.ToolFailed(text) : text;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _client.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException or McpException or ObjectDisposedException or InvalidOperationException)
        {
            // The server has gone before us.
        }

        if (_process is not null) await _process.DisposeAsync().ConfigureAwait(false);
    }

    private static HttpClientTransport HttpTransport(ToolServer server, OutboundRules rules, ILoggerFactory logs)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = server.Address ?? throw McpFaults.Unknown(server.Name),
            TransportMode = HttpTransportMode.StreamableHttp,
            EnableStandaloneGetStream = false,
            AdditionalHeaders = server.Secrets.Where(secret => secret.Value is not null).ToDictionary(secret => secret.Name, secret => secret.Value!.Reveal()),
        };
        var handler = new CappedResponses(MostBytes, GuardedHandler.Create(rules, OutboundReach.Public));
        var client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        return new HttpClientTransport(options, client, logs, ownsHttpClient: true);
    }

    private static Exception Told(ToolServer server, Exception failure) => failure is OperationCanceledException ? failure : McpFaults.Of(server.Name, failure);

    // Destructive counts only for what is not read-only; a server that says both is not believed.
    private static OfferedTool Offered(Tool tool, JsonElement schema) => new(
        tool.Name,
        ToolWords.Clean(tool.Description ?? tool.Title ?? tool.Annotations?.Title, LongestForPeople),
        schema,
        tool.Annotations is not { ReadOnlyHint: true, DestructiveHint: not true });

    private ValueTask OnToolsChangedAsync(JsonRpcNotification notification, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isStale, 1);
        return ValueTask.CompletedTask;
    }
}
