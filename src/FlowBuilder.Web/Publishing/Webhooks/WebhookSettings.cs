using System.Security.Cryptography;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Publishing.Webhooks;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>Makes and changes webhooks, for the API and for the endpoint's page.</summary>
internal sealed class WebhookSettings(IWebhookStore webhooks, IEndpointStore endpoints, FrozenFlows versions, NodeCatalogue catalogue, TimeProvider time)
{
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    // 160 bits: as unguessable as a key, because where nothing is signed it is one.
    private const int IdLength = 32;

    /// <summary>Makes a webhook. Its secret is kept encrypted: this is the only time that it can be shown.</summary>
    /// <exception cref="ApiException">There is no such endpoint, or the webhook cannot be as it is asked for.</exception>
    public async Task<(Webhook Webhook, Secret? Secret)> MakeAsync(string slug, WebhookBody body, CancellationToken cancellationToken)
    {
        var webhook = body.Change(new Webhook
        {
            Id = RandomNumberGenerator.GetString(IdLetters, IdLength),
            Slug = slug,
            Name = "",
            Signature = body.Signature ?? WebhookSignature.Standard,
            CreatedAt = time.GetUtcNow(),
        });
        await CheckAsync(webhook, body, cancellationToken);
        var secret = webhook.Signature == WebhookSignature.None ? null : WebhookSecret.GivenOrNew(body.Secret);
        if (!await webhooks.AddAsync(webhook, secret, cancellationToken)) throw new ApiException(EndpointProblems.NotFound(slug));
        return (webhook, secret);
    }

    /// <summary>Changes a webhook; what the body leaves out stays.</summary>
    /// <exception cref="ApiException">There is no such webhook, or it cannot be so.</exception>
    public async Task<Webhook> ChangeAsync(string slug, string id, WebhookBody body, CancellationToken cancellationToken)
    {
        var found = await FindAsync(slug, id, cancellationToken);
        if (body.Signature is { } signature && signature != found.Signature) throw new ApiException(WebhookProblems.Invalid("signature", WebhookBody.FixedSignature));
        if (body.Secret is not null) throw new ApiException(WebhookProblems.Invalid("secret", WebhookBody.FixedSecret));
        var webhook = body.Change(found);

        // What is switched on or off is not to be refused for what a newer version of the flow asks for.
        await CheckAsync(webhook, body, cancellationToken, isMapped: body.Inputs is not null || body.Session is not null);
        if (!await webhooks.SaveAsync(webhook, cancellationToken)) throw new ApiException(WebhookProblems.NotFound);
        return webhook;
    }

    /// <summary>Gives a webhook a new secret; the present one is taken for a day more.</summary>
    /// <exception cref="ApiException">There is no such webhook, it needs no secret, or the given one has not the right form.</exception>
    public async Task<(Webhook Webhook, Secret Secret)> RotateAsync(string slug, string id, string? given, CancellationToken cancellationToken)
    {
        var webhook = await FindAsync(slug, id, cancellationToken);
        if (webhook.Signature == WebhookSignature.None) throw new ApiException(WebhookProblems.Invalid("signature", WebhookBody.NothingSigned));
        if (WebhookBody.CheckSecret(webhook.Signature, given) is { } problem) throw new ApiException(WebhookProblems.Invalid("secret", problem));
        var secret = WebhookSecret.GivenOrNew(given);
        if (!await webhooks.RotateAsync(id, secret, time.GetUtcNow() + WebhookSecret.FormerLifetime, cancellationToken)) throw new ApiException(WebhookProblems.NotFound);
        return (await FindAsync(slug, id, cancellationToken), secret);
    }

    /// <summary>Removes a webhook.</summary>
    /// <exception cref="ApiException">There is none of that endpoint and id.</exception>
    public async Task DeleteAsync(string slug, string id, CancellationToken cancellationToken)
    {
        await FindAsync(slug, id, cancellationToken);
        await webhooks.DeleteAsync(id, cancellationToken);
    }

    /// <summary>The webhook of an endpoint.</summary>
    /// <exception cref="ApiException">There is none of that endpoint and id.</exception>
    public async Task<Webhook> FindAsync(string slug, string id, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(id, cancellationToken) is { } webhook && webhook.Slug == slug ? webhook : throw new ApiException(WebhookProblems.NotFound);

    private async Task CheckAsync(Webhook webhook, WebhookBody body, CancellationToken cancellationToken, bool isMapped = true)
    {
        if (body.Check(webhook) is { } problem) throw new ApiException(problem);
        var endpoint = await endpoints.FindAsync(webhook.Slug, cancellationToken) ?? throw new ApiException(EndpointProblems.NotFound(webhook.Slug));
        if (!isMapped) return;
        var version = await versions.FindAsync(endpoint.FlowId, endpoint.Traffic.MostCalled, cancellationToken);
        if (WebhookMapping.Check(webhook, WebhookInput.Of(version.Flow, catalogue)) is { } misfit) throw new ApiException(WebhookProblems.Invalid("inputs", misfit));
    }
}
