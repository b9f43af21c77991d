using System.Globalization;
using System.Net.Http.Headers;

namespace FlowBuilder.Providers.Http;

/// <summary>Reads how long a provider asks to wait.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// The wait of <c>retry-after-ms</c> (OpenAI, Azure) or of <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3);
    /// null where neither is there or readable. A date that has passed is no wait.
    /// </summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider time)
    {
        if (headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < int.MaxValue)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
            { Date: not null } => TimeSpan.Zero,
            _ => null,
        };
    }
}
