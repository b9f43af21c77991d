using System.Collections.Concurrent;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Embedding;

/// <summary>Sends the chat bubble's script and its modules to pages of every site; whom they may then talk to is each endpoint's own affair.</summary>
/// <remarks>They are sent from here rather than as the program's other files, because strangers' pages wait for them: always compressed, never a request for what a browser has.</remarks>
internal sealed class EmbedScripts(RequestDelegate next, IWebHostEnvironment host)
{
    /// <summary>The script that a page names.</summary>
    public const string Path = "/embed.js";

    private readonly ConcurrentDictionary<string, EmbedScript> _scripts = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var isScript = path == Path || path.StartsWithSegments("/js/embed", StringComparison.Ordinal);
        return isScript && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) ? SendAsync(context) : next(context);
    }

    private async Task SendAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (await FindAsync(request.Path.Value!, context.RequestAborted) is not { } script)
        {
            await next(context);
            return;
        }

        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.GetTypedHeaders().ETag = script.Tag;
        if (request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(script.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isZipped = request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality != 0);
        var body = isZipped ? script.Zipped : script.Plain;
        if (isZipped) response.Headers.ContentEncoding = "gzip";
        response.ContentType = "text/javascript";
        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }

    // Read once; in development again when it was changed.
    private async ValueTask<EmbedScript?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var file = host.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists || file.IsDirectory) return null;
        return _scripts.TryGetValue(path, out var known) && known.Changed == file.LastModified
            ? known
            : _scripts[path] = await EmbedScript.ReadAsync(file, cancellationToken);
    }
}
