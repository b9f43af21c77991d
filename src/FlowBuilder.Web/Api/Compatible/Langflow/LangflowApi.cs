using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible.Langflow;

/// <summary>Published flows as Langflow answers with its own. Its errors have a <c>detail</c>, as all problems here do.</summary>
internal static class LangflowApi
{
    /// <summary>Maps the call.</summary>
    public static void MapLangflowApi(this IEndpointRouteBuilder routes)
    {
        var call = routes.MapGroup($"{ApiPaths.Root}/run/{{slug}}").WithTags("Langflow-compatible");
        call.MapPost("", RunAsync).WithSummary("Runs a published flow, in Langflow's protocol.")
            .Accepts<LangflowRequest>("application/json")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429).ProducesProblem(502);
        call.MapPreflight("");
    }

    private static async Task<IResult> RunAsync(
        string slug,
        HttpContext context,
        EndpointDoor door,
        EndpointRuns runs,
        CompatibleCalls calls,
        NodeCatalogue catalogue,
        HostSettings settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        var body = await RequestJson.ReadAsync<LangflowRequest>(context.Request, settings.Requests.RunBytes, cancellationToken);
        var named = body.Session is { Length: > 0 } given ? given : null;
        var session = named ?? Guid.CreateVersion7().ToString("N");
        var version = await runs.VersionAsync(call, session, cancellationToken);
        var ask = new EndpointAsk
        {
            Message = new AskedMessage(body.Message ?? "")
            {
                History = named is null ? [] : await calls.RecallAsync(call, version, named, cancellationToken),
            },
            Session = session,
            Settings = Tweaks.SettingsOf(body.Tweaks, version.Flow, catalogue),
            IdempotencyKey = RunWish.Of(context.Request).Key,
        };
        var run = await calls.StartAsync(call, version, ask, [], [], cancellationToken);
        var answer = new LangflowAnswer(slug, session, body);
        if (IsTrue(context.Request.Query["stream"])) return run.Stream(new LangflowEvents(run.Run, answer, time));
        return TypedResults.Json(answer.Of(await run.EndAsync(context.Response, cancellationToken)), CompatibleJson.Options);
    }

    private static bool IsTrue(string? text) => text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
