using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Testing.Fakes.ModelServers;

/// <summary>A real HTTP server on a free loopback port that answers as scripted and remembers every request.</summary>
/// <remarks>Replies of the queue are used in order; when it is empty, <see cref="Otherwise"/> answers.</remarks>
public abstract class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<FakeReply> _replies = new();
    private readonly List<FakeRequest> _requests = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private int _mostUnderWay;

    protected FakeModelServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The address without a path.</summary>
    public Uri Root => new(_app.Urls.First());

    /// <summary>The key that requests must carry; null for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The models that the server lists and knows; a request for another is refused. Empty knows all.</summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>The reply to requests for which nothing is queued.</summary>
    public Func<FakeRequest, FakeReply> Otherwise { get; set; } = _ => FakeReply.Of("Hello", " from", " the", " fake.");

    /// <summary>Whether requests are kept for <see cref="Requests"/>; a test of hours would fill its own memory.</summary>
    public bool KeepsRequests { get; set; } = true;

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>The most requests that were under way at once.</summary>
    public int MostUnderWay => Volatile.Read(ref _mostUnderWay);

    /// <summary>Queues replies to the next requests for an answer.</summary>
    public void Reply(params FakeReply[] replies)
    {
        foreach (var reply in replies) _replies.Enqueue(reply);
    }

    /// <summary>Waits until so many requests have come in, and returns the last of them.</summary>
    public async Task<FakeRequest> WaitForRequestAsync(int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrived;
            lock (_gate)
            {
                if (_requests.Count >= number) return _requests[number - 1];
                arrived = _arrived.Task;
            }

            await arrived.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await _app.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Requests that hang on purpose are dropped.
        }

        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task StartAsync() => _app.StartAsync();

    /// <summary>Refuses what the real server would refuse; null where the request is a good one.</summary>
    protected abstract FakeReply? Refuse(FakeRequest request);

    /// <summary>Answers paths other than the one for answers; false where there is nothing.</summary>
    protected abstract Task<bool> TryServeAsync(FakeRequest request, HttpContext context);

    /// <summary>Whether a request asks for an answer, so that a scripted reply is due.</summary>
    protected abstract bool AsksForAnswer(FakeRequest request);

    /// <summary>The protocol's form of a reply.</summary>
    protected abstract FakeWire WireFor(FakeRequest request, FakeReply reply);

    private async Task HandleAsync(HttpContext context)
    {
        var disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = await ReadAsync(context, disconnected.Task, ended.Task);
        using var abort = context.RequestAborted.Register(() => disconnected.TrySetResult());
        Enter(request);
        try
        {
            await AnswerAsync(request, context);
        }
        catch (OperationCanceledException)
        {
            // The client went away, which is recorded.
        }
        finally
        {
            // The reply's own waiting may end before the registration above was called.
            if (context.RequestAborted.IsCancellationRequested) disconnected.TrySetResult();
            Interlocked.Decrement(ref _underWay);
            ended.TrySetResult();
        }
    }

    private async Task AnswerAsync(FakeRequest request, HttpContext context)
    {
        if (Refuse(request) is { } refusal)
        {
            await WireFor(request, refusal).SendAsync(context);
        }
        else if (AsksForAnswer(request))
        {
            if (!_replies.TryDequeue(out var reply)) reply = Otherwise(request);
            await WireFor(request, reply).SendAsync(context);
        }
        else if (!await TryServeAsync(request, context))
        {
            await WireFor(request, FakeReply.Fail(404, $"Unknown request URL: {request.Method} {request.Path}.")).SendAsync(context);
        }
    }

    private void Enter(FakeRequest request)
    {
        lock (_gate)
        {
            _underWay++;
            _mostUnderWay = Math.Max(_mostUnderWay, _underWay);
            if (KeepsRequests) _requests.Add(request);
            _arrived.TrySetResult();
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static async Task<FakeRequest> ReadAsync(HttpContext context, Task disconnected, Task ended)
    {
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var body = default(JsonElement);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            body = json.RootElement.Clone();
        }

        return new FakeRequest(context.Request.Method, context.Request.Path, headers, body, disconnected, ended);
    }
}
