using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>A model over OpenAI's protocol that writes at a steady pace; each token says which it is and when it was written.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly int _tokens;
    private readonly TimeSpan _pace;
    private TaskCompletionSource<long>? _left;

    private TokenServer(int tokens, TimeSpan pace)
    {
        (_tokens, _pace) = (tokens, pace);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapPost("/v1/chat/completions", WriteAsync);
    }

    /// <summary>The base address for a connection.</summary>
    public string BaseUrl => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";

    /// <summary>Starts one on a free port.</summary>
    /// <param name="tokens">Tokens of each answer.</param>
    /// <param name="pace">From one to the next.</param>
    public static async Task<TokenServer> StartAsync(int tokens, TimeSpan pace)
    {
        var server = new TokenServer(tokens, pace);
        await server._server.StartAsync();
        return server;
    }

    /// <summary>The time stamp at which the next caller leaves before the end of its answer.</summary>
    public Task<long> NextLeft()
    {
        _left = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _left.Task;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task WriteAsync(HttpContext context)
    {
        var cancelled = context.RequestAborted;
        context.Response.ContentType = "text/event-stream";
        using var clock = new PeriodicTimer(_pace);
        for (var token = 0; token < _tokens && await IsTimeAsync(clock, cancelled); token++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{token}:{Stopwatch.GetTimestamp()} ");
            await SayAsync(context, $$$"""{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""", cancelled);
        }

        await SayAsync(context, """{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""", cancelled);
        await SayAsync(context, "[DONE]", cancelled);
    }

    private async ValueTask<bool> IsTimeAsync(PeriodicTimer clock, CancellationToken cancelled)
    {
        try
        {
            return await clock.WaitForNextTickAsync(cancelled);
        }
        catch (OperationCanceledException)
        {
            _left?.TrySetResult(Stopwatch.GetTimestamp());
            throw;
        }
    }

    private static async Task SayAsync(HttpContext context, string data, CancellationToken cancelled)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), cancelled);
        await context.Response.Body.FlushAsync(cancelled);
    }
}
