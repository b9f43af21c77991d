using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>How a caller wants to hear of a run, as the request's headers say.</summary>
/// <param name="IsStream">As events while it goes on (<c>Accept: text/event-stream</c>).</param>
/// <param name="IsAsync">Not at all for now (<c>Prefer: respond-async</c>).</param>
/// <param name="Key">The key that makes repeating the request harmless (<c>Idempotency-Key</c>), or null.</param>
internal sealed record RunWish(bool IsStream, bool IsAsync, string? Key)
{
    private const int MaxKeyLength = 255;

    /// <summary>Reads the headers.</summary>
    /// <exception cref="ApiException">The idempotency key is too long.</exception>
    public static RunWish Of(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString().Trim();
        if (key.Length > MaxKeyLength) throw new ApiException(KeyTooLong);
        return new RunWish(WantsStream(request), WantsAsync(request), key.Length == 0 ? null : key);
    }

    private static ApiProblem KeyTooLong => new(StatusCodes.Status400BadRequest, "request.bad-idempotency-key", LocalText.Of(
        $"The Idempotency-Key may have {MaxKeyLength} characters at most.",
        $"Idempotency-Key는 {MaxKeyLength}자까지 쓸 수 있습니다."));

    private static bool WantsStream(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var accepted)) return false;
        return QualityOf(accepted, "text/event-stream") is { } stream && stream > 0 && stream >= (QualityOf(accepted, "application/json") ?? 0);
    }

    private static double? QualityOf(IEnumerable<MediaTypeHeaderValue> accepted, string type) =>
        accepted.FirstOrDefault(entry => entry.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Quality ?? 1 : null;

    private static bool WantsAsync(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(value => (value ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        .Contains("respond-async", StringComparer.OrdinalIgnoreCase);
}
