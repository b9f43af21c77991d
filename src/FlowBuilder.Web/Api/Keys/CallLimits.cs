using System.Threading.RateLimiting;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>How many calls a minute are taken: of each key, and on public endpoints of each address that shows none.</summary>
internal sealed class CallLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string Caller, int Limit)> _limiter =
        PartitionedRateLimiter.Create<(string Caller, int Limit), (string, int)>(call => RateLimitPartition.GetFixedWindowLimiter(
            call,
            static partition => new FixedWindowRateLimiterOptions { PermitLimit = partition.Item2, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts a call of an endpoint.</summary>
    /// <exception cref="ApiException">The caller has made as many calls this minute as it may.</exception>
    public void Take(EndpointCall call)
    {
        if (call.Key is { } key) Take(key);
        else Take($"{call.Endpoint.Slug} {call.Address}", call.Endpoint.PublicRequestsPerMinute);
    }

    /// <summary>Counts a request that shows a key.</summary>
    /// <exception cref="ApiException">As many were made with it this minute as may be.</exception>
    public void Take(ApiKey key)
    {
        if (key.RequestsPerMinute is { } limit) Take(key.Id, limit);
    }

    /// <summary>Counts a delivery to a webhook.</summary>
    /// <exception cref="ApiException">As many came from that address this minute as may.</exception>
    public void Take(Webhook webhook, string address) => Take($"webhook {webhook.Id} {address}", webhook.RequestsPerMinute);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private void Take(string caller, int limit)
    {
        using var lease = _limiter.AttemptAcquire((caller, limit));
        if (!lease.IsAcquired) throw new ApiException(TooMany(limit, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window));
    }

    private static ApiProblem TooMany(int limit, TimeSpan wait) => new(StatusCodes.Status429TooManyRequests, "calls.too-many", LocalText.Of(
        $"More than {limit} calls a minute are not taken from this caller. Try again in {Math.Ceiling(wait.TotalSeconds):0} s.",
        $"이 호출자의 요청은 1분에 {limit}번까지만 받습니다. {Math.Ceiling(wait.TotalSeconds):0}초 뒤에 다시 시도하세요."))
    {
        RetryAfter = wait,
    };
}
