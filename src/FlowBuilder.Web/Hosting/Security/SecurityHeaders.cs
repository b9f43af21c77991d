using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Tells browsers what pages of this program may do: run its own scripts, and nothing from elsewhere.</summary>
/// <remarks>Pictures from elsewhere are shut out too: a model's answer could carry a secret away in a picture's address.</remarks>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Inline styles (not scripts) are allowed: the canvas and the code editor place things by them.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the end, because the exception handler starts an answer anew and clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;

            // What an answer says of itself stays: the chat page is stricter, and the chat bubble is for pages of other sites.
            headers.TryAdd(HeaderNames.ContentSecurityPolicy, Policy);
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";

            // An endpoint that pages of other sites may call has said so by now.
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
