using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using FlowBuilder.Core.Text;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Embedding;

/// <summary>A page on which there is nothing but the chat with a published flow, or the reason why there is none.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The title of the window.</param>
/// <param name="Head">More elements for the head.</param>
/// <param name="Body">The body.</param>
internal sealed record ChatPage(int Status, string Title, string Head, string Body) : IResult
{
    // Stricter than the program's other pages: nothing inline, nothing but the chat's own scripts and calls.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The chat with a flow whose endpoint is not public, for whoever works at the program.</summary>
    public static ChatPage Own(string slug, string name) => new(
        StatusCodes.Status200OK,
        name,
        "",
        $"""
        <noscript><main><h1>{Encoded(name)}</h1><p>{Encoded(NeedsScript.ToString())}</p></main></noscript>
        <script src="{EmbedScripts.Path}" data-flow="{slug}" data-page="true" data-own="true" data-title="{Encoded(name)}" data-note="{Encoded(NotPublic.ToString())}" data-language="{Language}"></script>
        """);

    /// <summary>The chat with a flow.</summary>
    public static ChatPage Of(string slug, string name, string description) => new(
        StatusCodes.Status200OK,
        name,
        $"""
        <meta name="description" content="{Encoded(description)}">
        <link rel="manifest" href="/chat/{slug}/manifest.webmanifest">
        <link rel="apple-touch-icon" href="/icons/chat-180.png">
        <meta name="mobile-web-app-capable" content="yes">
        <meta name="apple-mobile-web-app-title" content="{Encoded(name)}">
        """,
        $"""
        <noscript><main><h1>{Encoded(name)}</h1><p>{Encoded(NeedsScript.ToString())}</p></main></noscript>
        <script src="{EmbedScripts.Path}" data-flow="{slug}" data-page="true" data-title="{Encoded(name)}" data-language="{Language}"></script>
        """);

    /// <summary>There is no chat at this address for everybody.</summary>
    public static ChatPage Missing => new(
        StatusCodes.Status404NotFound,
        NoChat.ToString(),
        "",
        $"""
        <main>
        <h1>{Encoded(NoChat.ToString())}</h1>
        <p>{Encoded(WhyNoChat.ToString())}</p>
        </main>
        """);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        response.Headers["X-Robots-Tag"] = "noindex";
        await response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{Language}">
            <head>
            <meta charset="utf-8">
            <title>{Encoded(Title)}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
            <meta name="theme-color" content="#181d26" media="(prefers-color-scheme: dark)">
            <link rel="icon" type="image/svg+xml" href="/favicon.svg">
            <link rel="stylesheet" href="/css/chatpage.css">
            {Head}
            </head>
            <body>
            {Body}
            </body>
            </html>

            """,
            Encoding.UTF8,
            httpContext.RequestAborted);
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static LocalText NeedsScript => LocalText.Of("This chat needs JavaScript.", "이 채팅을 쓰려면 JavaScript가 필요합니다.");

    private static LocalText NotPublic => LocalText.Of(
        "You see this page because you work at this program: the endpoint is not public, so nobody else can open it.",
        "이 프로그램에서 작업 중이어서 이 페이지가 보입니다. 엔드포인트가 공개되어 있지 않아 다른 사람은 열 수 없습니다.");

    private static LocalText NoChat => LocalText.Of("There is no chat here", "여기에는 채팅이 없습니다");

    private static LocalText WhyNoChat => LocalText.Of(
        "The address may be mistyped, or the chat is not public. If it is yours: publish a flow with a chat input, and make its endpoint public.",
        "주소가 잘못되었거나 채팅이 공개되어 있지 않습니다. 내 채팅이라면 채팅 입력이 있는 플로우를 게시하고 엔드포인트를 공개하세요.");

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
