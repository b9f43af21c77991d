using System.Collections.Concurrent;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>The sessions with tool servers: one a server, shared by all runs, opened when first needed and again when it broke.</summary>
/// <remarks>Model Context Protocol, over standard input and output or streamable HTTP. A session that nobody uses is closed
/// after ten minutes; all are closed with the program, and what was started for them ends with them.</remarks>
public sealed class ToolServerSessions : IAsyncDisposable
{
    /// <summary>Calls under way with one server; further ones wait.</summary>
    internal const int MostCalls = 16;

    private const int MostSessions = 32;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OpeningLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ListAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, McpSeat> _seats = new(StringComparer.Ordinal);
    private readonly IToolServerStore _store;
    private readonly OutboundRules _rules;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ITimer _sweeping;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Makes the sessions' keeper; none is open yet.</summary>
    /// <param name="store">Which servers there are.</param>
    /// <param name="rules">The hosts that are open though they are private.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where the protocol logs.</param>
    public ToolServerSessions(IToolServerStore store, OutboundRules rules, TimeProvider time, ILoggerFactory logs)
    {
        (_store, _rules, _time, _logs) = (store, rules, time, logs);
        _sweeping = time.CreateTimer(_ => _ = SweepAsync(Idle), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>The tools that a server offers.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="asksAgain">Whether it is asked even where its list is known and young.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">There is no such server, or it does not answer.</exception>
    public Task<IReadOnlyList<OfferedTool>> ListToolsAsync(string server, bool asksAgain, CancellationToken cancellationToken) =>
        UseAsync(server, OpeningLimit, (link, token) => link.ListToolsAsync(asksAgain ? TimeSpan.Zero : ListAge, token), cancellationToken);

    /// <summary>Calls a tool and gives its result as text.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="tool">What the server calls the tool.</param>
    /// <param name="arguments">Its arguments, checked.</param>
    /// <param name="limit">The longest that the call may take.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NodeException">The server does not answer, or the tool failed; the message is fit for a model.</exception>
    public Task<string> CallAsync(
        string server, string tool, IReadOnlyDictionary<string, object?> arguments, TimeSpan limit, CancellationToken cancellationToken) =>
        UseAsync(server, limit, (link, token) => link.CallAsync(tool, arguments, token), cancellationToken);

    /// <summary>Reaches a server once, in a session of its own, as it would be with these settings.</summary>
    public async Task<ToolServerTest> TestAsync(ToolServer server, CancellationToken cancellationToken)
    {
        var log = "";
        using var limit = new CancellationTokenSource(OpeningLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, _closing.Token);
        try
        {
            var link = await McpLink.OpenAsync(server, _rules, _time, _logs, written => log = written, either.Token).ConfigureAwait(false);
            await using (link.ConfigureAwait(false))
            {
                return new ToolServerTest(await link.ListToolsAsync(TimeSpan.Zero, either.Token).ConfigureAwait(false), null, null, "");
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var told = limit.IsCancellationRequested ? McpFaults.TooSlow(server.Name, OpeningLimit) : McpFaults.Of(server.Name, failure);
            return new ToolServerTest([], told.Code, told.Text, log);
        }
    }

    /// <summary>Closes the session with a server, after it was changed or removed.</summary>
    public async Task CloseAsync(string server)
    {
        if (_seats.TryGetValue(server, out var seat) && seat.Take() is { } link) await link.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _sweeping.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_seats.Keys.Select(CloseAsync)).ConfigureAwait(false);
    }

    private async Task<T> UseAsync<T>(string name, TimeSpan limit, Func<McpLink, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        var server = await _store.FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw McpFaults.Unknown(name);
        var seat = _seats.GetOrAdd(name, _ => new McpSeat(_time));
        await seat.Calls.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var isRepeated = false; ; isRepeated = true)
            {
                var link = await EnterAsync(seat, server, cancellationToken).ConfigureAwait(false);
                if (await TryAsync(seat, link, server, limit, use, isRepeated, cancellationToken).ConfigureAwait(false) is { } done) return done.Result;
            }
        }
        finally
        {
            seat.Calls.Release();
        }
    }

    private async Task<Done<T>?> TryAsync<T>(
        McpSeat seat, McpLink link, ToolServer server, TimeSpan limit, Func<McpLink, CancellationToken, Task<T>> use, bool isRepeated, CancellationToken cancellationToken)
    {
        using var slow = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken, _closing.Token);
        try
        {
            return new Done<T>(await use(link, either.Token).ConfigureAwait(false));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var told = slow.IsCancellationRequested ? McpFaults.TooSlow(server.Name, limit) : McpFaults.Of(server.Name, failure);

            // A server that hangs or broke off gets a new session; one that only says no keeps its own.
            var knowsNoSession = server.Kind == ToolServerKind.Http && !isRepeated && NeverArrived(failure);
            if (told.Code is "mcp.tool-failed" or "mcp.refused" && link.IsAlive && !knowsNoSession) throw told;
            if (seat.Take(link) is { } broken) await broken.DisposeAsync().ConfigureAwait(false);
            if (knowsNoSession) return null;
            throw told;
        }
        finally
        {
            seat.Leave(link);
        }
    }

    private async Task<McpLink> EnterAsync(McpSeat seat, ToolServer server, CancellationToken cancellationToken)
    {
        var fingerprint = server.Fingerprint();
        if (seat.Enter(fingerprint) is { } open) return open;
        await seat.Opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (seat.Enter(fingerprint) is { } opened) return opened;
            if (seat.Take() is { } former) await former.DisposeAsync().ConfigureAwait(false);
            await MakeRoomAsync().ConfigureAwait(false);
            var link = await OpenAsync(server, cancellationToken).ConfigureAwait(false);
            seat.Replace(link);
            return link;
        }
        finally
        {
            seat.Opening.Release();
        }
    }

    private async Task<McpLink> OpenAsync(ToolServer server, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(OpeningLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, _closing.Token);
        try
        {
            return await McpLink.OpenAsync(server, _rules, _time, _logs, onFailed: null, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw McpFaults.TooSlow(server.Name, OpeningLimit);
        }
    }

    private async Task MakeRoomAsync()
    {
        if (_seats.Values.Count(seat => seat.IsOpen) < MostSessions) return;
        var longest = _seats.Values.Where(seat => seat.IsOpen).MinBy(seat => seat.LastUsed);
        if (longest?.TakeIdle(TimeSpan.Zero) is not { } link) throw McpFaults.TooMany(MostSessions);
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SweepAsync(TimeSpan idle)
    {
        foreach (var seat in _seats.Values)
        {
            if (seat.TakeIdle(idle) is { } link) await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A server that was started again knows the session no more, or is not there yet: it did nothing of what was asked.
    // Some say so with status 404, as the protocol asks, and some with an error that speaks of the session.
    private static bool NeverArrived(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException http) return http.StatusCode == System.Net.HttpStatusCode.NotFound || http.HttpRequestError == HttpRequestError.ConnectionError;
            if (cause is McpProtocolException refused) return refused.Message.Contains("session", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private readonly record struct Done<T>(T Result);
}
