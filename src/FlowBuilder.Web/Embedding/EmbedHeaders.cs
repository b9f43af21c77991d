namespace FlowBuilder.Web.Embedding;

/// <summary>Lets pages of every site load the chat bubble's script; whom it may then talk to is each endpoint's own affair.</summary>
internal static class EmbedHeaders
{
    /// <summary>Where the script is.</summary>
    public const string Script = "/embed.js";

    /// <summary>Marks the answers that are the script and its modules.</summary>
    public static void UseEmbedHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsScript(context.Request.Path))
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                headers.AccessControlAllowOrigin = "*";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    private static bool IsScript(PathString path) =>
        path.Equals(Script, StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/js/embed");
}
