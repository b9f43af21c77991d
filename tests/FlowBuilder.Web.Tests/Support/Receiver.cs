using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>A small server that takes deliveries, and answers them as a test says; 204 where it says nothing.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<Received> _received = Channel.CreateBounded<Received>(1000);
    private readonly Channel<Func<HttpContext, Task>> _answers = Channel.CreateBounded<Func<HttpContext, Task>>(1000);

    private Receiver(WebApplication server) => _server = server;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(new Uri(_server.Urls.First()), "/hook");

    /// <summary>The setting of a program that may reach it, which stands on this machine.</summary>
    public Dictionary<string, string> Allowed => new() { ["Security:OutboundHosts:0"] = $"127.0.0.1:{Address.Port}" };

    /// <summary>Starts one.</summary>
    /// <param name="port">Where one was that is gone; 0 for any that is free.</param>
    public static async Task<Receiver> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._server.Run(receiver.TakeAsync);
        await receiver._server.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next delivery that nothing was said of so.</summary>
    public void Answer(int status, params (string Name, string Value)[] headers) => Answer(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return Task.CompletedTask;
    });

    /// <summary>Answers the next delivery that nothing was said of so.</summary>
    public void Answer(Func<HttpContext, Task> answer) => _answers.Writer.TryWrite(answer);

    /// <summary>The next delivery that came in.</summary>
    public ValueTask<Received> NextAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

    /// <summary>How many came in that nobody has looked at.</summary>
    public int Waiting => _received.Reader.Count;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await _received.Writer.WriteAsync(new Received(context.Request.Method, context.Request.Path, headers, body.ToArray()));
        context.Response.StatusCode = 204;
        if (_answers.Reader.TryRead(out var answer)) await answer(context);
    }
}
