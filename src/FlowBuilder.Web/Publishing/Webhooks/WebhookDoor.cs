using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>Takes deliveries of webhooks: checks who sends them, runs the endpoint's version with them, and remembers what became of them.</summary>
internal sealed class WebhookDoor(
    IWebhookStore webhooks,
    IEndpointStore endpoints,
    EndpointRuns endpointRuns,
    RunHost runs,
    NodeCatalogue catalogue,
    CallLimits limits,
    HostSettings settings,
    TimeProvider time)
{
    private const int MaxIdLength = 200;

    /// <summary>Takes a delivery.</summary>
    /// <exception cref="ApiException">Why it was not taken.</exception>
    public async Task<IResult> ReceiveAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        // Whatever is not there looks the same from outside: gone, switched off, its endpoint switched off.
        if (await webhooks.FindAsync(id, cancellationToken) is not { IsEnabled: true } webhook) throw new ApiException(WebhookProblems.NotFound);
        if (await endpoints.FindAsync(webhook.Slug, cancellationToken) is not { IsEnabled: true } endpoint) throw new ApiException(WebhookProblems.NotFound);
        limits.Take(webhook, context.Connection.RemoteIpAddress?.ToString() ?? "");
        var call = new WebhookCall(time.GetUtcNow(), StatusCodes.Status200OK);
        EndpointRun run;
        try
        {
            var body = await RequestBody.ReadAnyAsync(context.Request, settings.Requests.HookBytes, cancellationToken);
            var secrets = await webhooks.SecretsAsync(id, cancellationToken);
            if (WebhookCheck.Find(webhook, secrets, context.Request.Headers, body.Span, call.Time) is { } reason)
            {
                await webhooks.RecordAsync(id, call with { Status = StatusCodes.Status401Unauthorized, Problem = reason }, CancellationToken.None);
                return WebhookProblems.BadSignature;
            }

            var payload = WebhookPayload.Read(context.Request.ContentType, body);
            call = call with { DeliveryId = WebhookGreeting.DeliveryIdOf(webhook, context.Request.Headers, payload) };
            if (call.DeliveryId?.Length > MaxIdLength)
            {
                call = call with { DeliveryId = call.DeliveryId[..MaxIdLength] };
                throw new ApiException(WebhookProblems.BadId);
            }

            if (WebhookGreeting.AnswerTo(webhook, context.Request.Headers, payload) is { } greeting)
            {
                await webhooks.RecordAsync(id, call, CancellationToken.None);
                return greeting;
            }

            run = await RunAsync(webhook, endpoint, payload, context.Request.Headers, call.DeliveryId, cancellationToken);
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            await webhooks.RecordAsync(id, call with { Status = problem.Status, Problem = Shown(problem) }, CancellationToken.None);
            throw;
        }

        var isWaiting = webhook.Answer == WebhookAnswer.Outputs;
        var status = isWaiting ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        await webhooks.RecordAsync(id, call with { Status = status, RunId = run.Id }, CancellationToken.None);
        return isWaiting ? await RunOutcome.WaitAsync(runs, run.Id, ApiPaths.EndpointRun(endpoint.Slug, run.Id), cancellationToken) : await AcceptedAsync(endpoint, run, cancellationToken);
    }

    private async ValueTask<EndpointRun> RunAsync(
        Webhook webhook, Endpoint endpoint, JsonElement payload, IHeaderDictionary headers, string? deliveryId, CancellationToken cancellationToken)
    {
        var call = new EndpointCall(endpoint, null, $"webhook/{webhook.Id}")
        {
            Way = EndpointCall.Webhook,
            IsUnattended = webhook.Answer == WebhookAnswer.Accepted,
        };

        // The session chooses the version, whose inputs say how the rest is read.
        var session = WebhookMapping.Read(webhook, [], payload, headers).Session;
        var version = await endpointRuns.VersionAsync(call, session, cancellationToken);
        var inputs = WebhookInput.Of(version.Flow, catalogue);
        if (WebhookMapping.Check(webhook, inputs) is { } misfit) throw new ApiException(WebhookProblems.Invalid("inputs", misfit));
        return await endpointRuns.StartAsync(
            call, version, WebhookMapping.Read(webhook, inputs, payload, headers) with { IdempotencyKey = deliveryId }, cancellationToken);
    }

    private async Task<IResult> AcceptedAsync(Endpoint endpoint, EndpointRun run, CancellationToken cancellationToken)
    {
        var status = runs.FindLive(run.Id) is null && await runs.FindAsync(run.Id, cancellationToken) is { } ended ? ended.Status : RunStatus.Running;
        return TypedResults.Accepted(ApiPaths.EndpointRun(endpoint.Slug, run.Id), new RunAccepted(run.Id, status));
    }

    // Of several things that are wrong the first says more than their number does.
    private static LocalText Shown(ApiProblem problem) => problem.Problems is [var first, ..] ? first.Text : problem.Detail;
}
