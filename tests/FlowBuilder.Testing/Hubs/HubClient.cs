using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace FlowBuilder.Testing.Hubs;

/// <summary>A small client of SignalR's JSON protocol over a WebSocket: calls and streams from the server.</summary>
/// <remarks>After the protocol's description in the ASP.NET Core repository (HubProtocol.md). One reader loop; safe for several streams at once.</remarks>
public sealed class HubClient : IAsyncDisposable
{
    private const byte EndOfMessage = 0x1e;
    private const int StreamItem = 2;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Close = 7;

    private readonly WebSocket _socket;
    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _calls = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<byte> _unread = [];
    private Task _reading = Task.CompletedTask;
    private int _lastId;

    private HubClient(WebSocket socket) => _socket = socket;

    /// <summary>Shakes hands over an open socket.</summary>
    public static async Task<HubClient> ConnectAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var client = new HubClient(socket);
        await client.SendAsync(new JsonObject { ["protocol"] = "json", ["version"] = 1 }, cancellationToken);
        var answer = await client.ReceiveAsync(cancellationToken) ?? throw new HubCallException("The server closed the connection.");
        if (answer.TryGetProperty("error", out var error)) throw new HubCallException(error.GetString()!);
        client._reading = client.ReadAsync();
        return client;
    }

    /// <summary>Calls a method and returns its result.</summary>
    /// <exception cref="HubCallException">The method failed; the message is the server's.</exception>
    public async Task<JsonElement> InvokeAsync(string method, CancellationToken cancellationToken, params object?[] arguments)
    {
        var (_, messages) = await BeginAsync(type: 1, method, arguments, cancellationToken);
        var completion = await messages.ReadAsync(cancellationToken);
        ThrowIfFailed(completion);
        return completion.TryGetProperty("result", out var result) ? result : default;
    }

    /// <summary>Calls a streaming method and gives its items as they come. Leaving off tells the server so.</summary>
    /// <exception cref="HubCallException">The method failed; the message is the server's.</exception>
    public async IAsyncEnumerable<JsonElement> StreamAsync(
        string method, [EnumeratorCancellation] CancellationToken cancellationToken, params object?[] arguments)
    {
        var (id, messages) = await BeginAsync(type: 4, method, arguments, cancellationToken);
        var hasEnded = false;
        try
        {
            await foreach (var message in messages.ReadAllAsync(cancellationToken))
            {
                if (message.GetProperty("type").GetInt32() == StreamItem)
                {
                    yield return message.GetProperty("item");
                    continue;
                }

                hasEnded = true;
                ThrowIfFailed(message);
                yield break;
            }
        }
        finally
        {
            _calls.TryRemove(id, out _);
            if (!hasEnded && _socket.State == WebSocketState.Open)
                await SendAsync(new JsonObject { ["type"] = 5, ["invocationId"] = id }, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task<(string Id, ChannelReader<JsonElement> Messages)> BeginAsync(
        int type, string method, object?[] arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);

        // Bounded, so that a reader that stops reading makes the server wait, as a real slow client does.
        var messages = Channel.CreateBounded<JsonElement>(16);
        _calls[id] = messages;
        await SendAsync(
            new JsonObject
            {
                ["type"] = type,
                ["invocationId"] = id,
                ["target"] = method,
                ["arguments"] = new JsonArray([.. arguments.Select(argument => JsonSerializer.SerializeToNode(argument, JsonSerializerOptions.Web))]),
            },
            cancellationToken);
        return (id, messages.Reader);
    }

    private async Task ReadAsync()
    {
        Exception? end = null;
        try
        {
            while (await ReceiveAsync(_stop.Token) is { } message && message.GetProperty("type").GetInt32() != Close)
            {
                if (message.GetProperty("type").GetInt32() == Ping) continue;
                if (_calls.TryGetValue(message.GetProperty("invocationId").GetString()!, out var call)) await call.Writer.WriteAsync(message, _stop.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            end = failure;
        }

        foreach (var call in _calls.Values) call.Writer.TryComplete(end ?? new HubCallException("The server closed the connection."));
    }

    private Task SendAsync(JsonNode message, CancellationToken cancellationToken) => _socket.SendAsync(
        new ArraySegment<byte>([.. JsonSerializer.SerializeToUtf8Bytes(message), EndOfMessage]),
        WebSocketMessageType.Text,
        endOfMessage: true,
        cancellationToken);

    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (true)
            {
                var end = _unread.IndexOf(EndOfMessage);
                if (end >= 0)
                {
                    var message = JsonElement.Parse(_unread.Take(end).ToArray());
                    _unread.RemoveRange(0, end + 1);
                    return message;
                }

                var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close) return null;
                _unread.AddRange(buffer.AsSpan(0, received.Count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void ThrowIfFailed(JsonElement completion)
    {
        if (completion.GetProperty("type").GetInt32() == Completion && completion.TryGetProperty("error", out var error))
            throw new HubCallException(error.GetString()!);
    }
}
