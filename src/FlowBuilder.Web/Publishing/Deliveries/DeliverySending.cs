using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Publishing.Deliveries;

/// <summary>Makes one attempt of a delivery: writes it, signs it as Standard Webhooks has it, and sends it the guarded way.</summary>
internal sealed class DeliverySending(IDeliveryTargetStore targets, IOutboundHttp outbound, RunHost runs, TimeProvider time)
{
    /// <summary>How long a target may take to answer.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>Tries a delivery of the outbox, and says what is to become of it.</summary>
    public async Task<Delivery> TryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (await targets.FindAsync(delivery.Target, cancellationToken) is not { IsEnabled: true } target)
            return delivery with { State = DeliveryState.Dropped, DueAt = null };

        // The outbox has it in one transaction with the run's end, a moment before the end is shown.
        await runs.WhenArchivedAsync(delivery.RunId ?? "").WaitAsync(cancellationToken);
        if (await runs.FindAsync(delivery.RunId ?? "", cancellationToken) is not { IsEnded: true } run) return GivenUp(delivery, NoRun);
        var (tried, wait) = await SendAsync(target, delivery, DeliveryBody.Of(run.Endpoint?.Slug ?? target.Slug, run), cancellationToken);
        if (tried.State != DeliveryState.Waiting) return tried;
        return DeliveryPlan.After(tried.Attempts, wait, Random.Shared.NextDouble()) is { } delay
            ? tried with { DueAt = time.GetUtcNow() + delay }
            : tried with { State = DeliveryState.GivenUp, DueAt = null };
    }

    /// <summary>Sends a test, once.</summary>
    public async Task<Delivery> TestAsync(DeliveryTarget target, string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var delivery = new Delivery { Id = id, Target = target.Id, State = DeliveryState.Waiting, CreatedAt = now };
        var (tried, _) = await SendAsync(target, delivery, DeliveryBody.Test(target.Slug, now), cancellationToken);
        return tried.State == DeliveryState.Waiting ? tried with { State = DeliveryState.GivenUp } : tried;
    }

    private async Task<(Delivery Tried, TimeSpan? Wait)> SendAsync(DeliveryTarget target, Delivery delivery, DeliveryBody body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        delivery = delivery with { Attempts = delivery.Attempts + 1, LastAttemptAt = now, LastStatus = null, Problem = null };
        var secrets = await targets.SecretsAsync(target.Id, cancellationToken);
        if (secrets.Count == 0) return (GivenUp(delivery, NoSecret), null);
        var content = JsonSerializer.SerializeToUtf8Bytes(body, CoreJson.Options);
        var timestamp = now.ToUnixTimeSeconds();
        var request = new OutboundRequest(HttpMethod.Post, target.Address)
        {
            Headers =
            [
                new(StandardWebhook.IdHeader, delivery.Id),
                new(StandardWebhook.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture)),
                new(StandardWebhook.SignatureHeader, string.Join(' ', secrets.Select(secret => StandardWebhook.Sign(secret, delivery.Id, timestamp, content)))),
            ],
            Body = content,
            ContentType = "application/json",
            TimeLimit = TimeLimit,

            // A redirected POST loses its body, and where it leads was never named by the owner.
            FollowsRedirects = false,
            ReadsBody = false,
        };
        try
        {
            var response = await outbound.SendAsync(request, cancellationToken);
            delivery = delivery with { LastStatus = response.Status };
            if (response.IsSuccess) return (delivery with { State = DeliveryState.Delivered, DueAt = null }, null);
            if (response.Status == StatusCodes.Status410Gone) return (GivenUp(delivery, Gone), null);
            return (delivery with { Problem = Refused(response.Status) }, response.RetryAfter);
        }
        catch (NodeException failure)
        {
            // An address that is not allowed is none the more so in an hour.
            return (failure.IsTransient ? delivery with { Problem = failure.Text } : GivenUp(delivery, failure.Text), null);
        }
    }

    private static Delivery GivenUp(Delivery delivery, LocalText problem) =>
        delivery with { State = DeliveryState.GivenUp, DueAt = null, Problem = problem };

    private static LocalText Refused(int status) => status is >= 300 and < 400
        ? LocalText.Of($"The target answered with a redirect ({status}), which is not followed. Enter the final address.", $"대상이 다른 주소로 돌려보냈지만({status}) 따라가지 않습니다. 최종 주소를 입력하세요.")
        : LocalText.Of($"The target answered with status {status}.", $"대상이 상태 코드 {status}(으)로 응답했습니다.");

    private static LocalText Gone => LocalText.Of(
        "The target says that it is gone for good (410).", "대상이 영구히 없어졌다고 응답했습니다(410).");

    private static LocalText NoRun => LocalText.Of("The run is not kept any more.", "실행 기록이 더 이상 남아 있지 않습니다.");

    private static LocalText NoSecret => LocalText.Of(
        "The stored secret cannot be decrypted any more. Make a new one.",
        "저장된 비밀 값을 더 이상 해독할 수 없습니다. 새로 만드세요.");
}
