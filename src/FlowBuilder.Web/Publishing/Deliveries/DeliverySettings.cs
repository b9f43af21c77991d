using System.Security.Cryptography;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Publishing.Deliveries;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Publishing.Deliveries;

/// <summary>Makes and changes the targets of deliveries, for the API and for the endpoint's page.</summary>
internal sealed class DeliverySettings(IDeliveryTargetStore targets, IDeliveryOutbox outbox, DeliverySending sending, TimeProvider time)
{
    /// <summary>Makes a target. Its secret is kept encrypted: this is the only time that it can be shown.</summary>
    /// <exception cref="ApiException">There is no such endpoint, or the target cannot be as it is asked for.</exception>
    public async Task<(DeliveryTarget Target, Secret Secret)> MakeAsync(string slug, TargetBody body, CancellationToken cancellationToken)
    {
        if (body.Check(isNew: true) is { } problem) throw new ApiException(problem);
        var target = body.Change(new DeliveryTarget
        {
            Id = RandomNumberGenerator.GetHexString(16, lowercase: true),
            Slug = slug,
            Address = new Uri("https://unset.invalid"),
            Events = DeliveryEvents.Completed | DeliveryEvents.Failed,
            Runs = DeliveryRuns.All,
            CreatedAt = time.GetUtcNow(),
        });
        var secret = WebhookSecret.GivenOrNew(body.Secret);
        if (!await targets.AddAsync(target, secret, cancellationToken)) throw new ApiException(EndpointProblems.NotFound(slug));
        return (target, secret);
    }

    /// <summary>Changes a target; what the body leaves out stays.</summary>
    /// <exception cref="ApiException">There is no such target, or it cannot be so.</exception>
    public async Task<DeliveryTarget> ChangeAsync(string slug, string id, TargetBody body, CancellationToken cancellationToken)
    {
        if (body.Check(isNew: false) is { } problem) throw new ApiException(problem);
        if (!await targets.SaveAsync(body.Change(await FindAsync(slug, id, cancellationToken)), cancellationToken)) throw new ApiException(DeliveryProblems.NoTarget);
        return await FindAsync(slug, id, cancellationToken);
    }

    /// <summary>Gives a target a new secret; the present one signs too for a day more.</summary>
    /// <exception cref="ApiException">There is no such target, or the given secret has not the right form.</exception>
    public async Task<(DeliveryTarget Target, Secret Secret)> RotateAsync(string slug, string id, string? given, CancellationToken cancellationToken)
    {
        await FindAsync(slug, id, cancellationToken);
        if (TargetBody.CheckSecret(given) is { } problem) throw new ApiException(problem);
        var secret = WebhookSecret.GivenOrNew(given);
        if (!await targets.RotateAsync(id, secret, time.GetUtcNow() + WebhookSecret.FormerLifetime, cancellationToken)) throw new ApiException(DeliveryProblems.NoTarget);
        return (await FindAsync(slug, id, cancellationToken), secret);
    }

    /// <summary>Removes a target with what waits for it.</summary>
    /// <exception cref="ApiException">There is none of that endpoint and id.</exception>
    public async Task DeleteAsync(string slug, string id, CancellationToken cancellationToken)
    {
        await FindAsync(slug, id, cancellationToken);
        await targets.DeleteAsync(id, cancellationToken);
    }

    /// <summary>Sends a test now, once, and says what came of it.</summary>
    /// <exception cref="ApiException">There is no such target.</exception>
    public async Task<Delivery> TestAsync(string slug, string id, CancellationToken cancellationToken)
    {
        var target = await FindAsync(slug, id, cancellationToken);
        var tried = await sending.TestAsync(target, $"msg_{RandomNumberGenerator.GetHexString(32, lowercase: true)}", cancellationToken);
        await outbox.AddAsync(tried, CancellationToken.None);
        return tried;
    }

    /// <summary>Sends a delivery again, with its id, as if for the first time.</summary>
    /// <exception cref="ApiException">There is no such target or delivery, it is a test, or the target is switched off.</exception>
    public async Task RepeatAsync(string slug, string id, string delivery, CancellationToken cancellationToken)
    {
        await FindAsync(slug, id, cancellationToken);
        if (await outbox.FindAsync(delivery, cancellationToken) is { RunId: null } found && found.Target == id) throw new ApiException(DeliveryProblems.IsTest);
        if (!await outbox.RepeatAsync(id, delivery, time.GetUtcNow(), cancellationToken)) throw new ApiException(DeliveryProblems.NoDelivery);
    }

    /// <summary>The target of an endpoint.</summary>
    /// <exception cref="ApiException">There is none of that endpoint and id.</exception>
    public async Task<DeliveryTarget> FindAsync(string slug, string id, CancellationToken cancellationToken) =>
        await targets.FindAsync(id, cancellationToken) is { } target && target.Slug == slug ? target : throw new ApiException(DeliveryProblems.NoTarget);
}
