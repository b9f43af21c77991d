using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Somebody's web page with a chat on it: another program on another port, so another site.</summary>
internal sealed class HostPage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostPage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        _app.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            if (Policy is not null) context.Response.Headers.ContentSecurityPolicy = Policy;
            return context.Response.WriteAsync($"""
                <!DOCTYPE html>
                <html lang="{Language}">
                <head>
                  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>A shop</title>
                  <style>{Style}</style>
                  <script src="{Program}embed.js" data-flow="{Slug}" {Attributes}></script>
                </head>
                <body><main><h1>A shop</h1><p><a href="#">First</a></p></main></body>
                </html>
                """);
        });
    }

    /// <summary>The page's origin, as an endpoint allows it.</summary>
    public string Origin => _app.Urls.First().TrimEnd('/');

    /// <summary>Where the chat's program is.</summary>
    public Uri Program { get; init; } = Stage.Program.Address;

    /// <summary>The endpoint that it talks to.</summary>
    public string Slug { get; set; } = "";

    /// <summary>More attributes of the script's element.</summary>
    public string Attributes { get; set; } = "";

    /// <summary>The page's own styles.</summary>
    public string Style { get; set; } = "";

    /// <summary>The page's language.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The page's content security policy; null for none.</summary>
    public string? Policy { get; set; }

    public static async Task<HostPage> StartNewAsync()
    {
        var page = new HostPage();
        await page._app.StartAsync();
        return page;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
