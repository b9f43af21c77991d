using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Mcp;

/// <summary>Published flows as tools: named by their slugs, with the schemas of their own inputs and results.</summary>
internal sealed class FlowTools(EndpointDoor door, EndpointRuns runs, FrozenFlows versions, NodeCatalogue catalogue)
{
    /// <summary>Where the context of a message keeps the HTTP request that it came by.</summary>
    public const string HttpItem = "FlowBuilder.Http";

    /// <summary>Lists the flows that the caller's key may call.</summary>
    /// <exception cref="McpProtocolException">The key may call none, or called too often.</exception>
    public async ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> context, CancellationToken cancellationToken)
    {
        try
        {
            var tools = new List<Tool>();
            foreach (var endpoint in await door.ListAsync(RequestOf(context), cancellationToken))
            {
                if (endpoint.IsTool) tools.Add(await ToolOfAsync(endpoint, cancellationToken));
            }

            return new ListToolsResult { Tools = tools };
        }
        catch (ApiException refused)
        {
            throw new McpProtocolException(refused.Problem.Detail.ToString(), McpErrorCode.InvalidRequest);
        }
    }

    /// <summary>Runs a flow and tells how far it is. What goes wrong is the tool's result, so that the model reads it and may do better.</summary>
    /// <exception cref="McpProtocolException">There is no such tool.</exception>
    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        var asked = context.Params ?? throw new McpProtocolException("A call needs the name of a tool.", McpErrorCode.InvalidParams);
        try
        {
            var call = await door.EnterAsync(RequestOf(context), asked.Name, hasBegun: true, cancellationToken);
            if (!call.Endpoint.IsTool) throw NoTool(asked.Name);
            var inputs = asked.Arguments?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, JsonElement>.Empty;
            var run = await runs.StartAsync(call, new EndpointAsk { Inputs = inputs }, cancellationToken);
            return await FollowAsync(context, run, cancellationToken);
        }
        catch (ApiException missing) when (missing.Problem.Status == StatusCodes.Status404NotFound)
        {
            throw NoTool(asked.Name);
        }
        catch (Exception fault) when (ProblemOf.Of(fault) is { } problem)
        {
            return Failure(problem);
        }
    }

    private static async ValueTask<CallToolResult> FollowAsync(
        RequestContext<CallToolRequestParams> context, EndpointRun run, CancellationToken cancellationToken)
    {
        var told = 0;
        var snapshot = RunSnapshot.Empty;
        try
        {
            await foreach (var runEvent in run.EventsAsync(0, cancellationToken))
            {
                snapshot = snapshot.Apply(runEvent);
                if (snapshot.Status == RunStatus.Waiting) return Failure(ProblemOf.Waits(run.Id));
                if (context.Params?.ProgressToken is not { } token || runEvent is not NodeEvent node || node.Node.Contains('/', StringComparison.Ordinal) || snapshot.Ended <= told) continue;
                told = snapshot.Ended;
                await context.Server.NotifyProgressAsync(
                    token,
                    new ProgressNotificationValue { Progress = told, Total = snapshot.Total, Message = TitleOf(run.Version, node.Node) },
                    cancellationToken: cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody will read the answer: what it costs to make it is saved.
            run.Cancel();
            throw;
        }

        return snapshot switch
        {
            { Status: RunStatus.Completed } => Success(snapshot.Outputs),
            { Fault: { } fault } => Failure(ProblemOf.Fault(fault)),
            _ => Failure(ProblemOf.Cancelled(run.Id)),
        };
    }

    private async ValueTask<Tool> ToolOfAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var flow = (await versions.FindAsync(endpoint.FlowId, endpoint.Traffic.MostCalled, cancellationToken)).Flow;
        var contract = FlowContract.Of(flow, catalogue);
        var changesThings = flow.Nodes.Any(node => catalogue.Find(node.Type) is { HasSideEffects: true });
        return new Tool
        {
            Name = endpoint.Slug,
            Title = flow.Name.Length > 0 ? flow.Name : null,
            Description = flow.Description.Length > 0 ? flow.Description : $"Runs the flow \"{flow.Name}\".",
            InputSchema = contract.InputSchema,
            OutputSchema = contract.OutputSchema,
            Annotations = new ToolAnnotations { ReadOnlyHint = !changesThings, DestructiveHint = changesThings, OpenWorldHint = true },
        };
    }

    private static CallToolResult Success(IReadOnlyDictionary<string, JsonElement> outputs) => new()
    {
        Content = [new TextContentBlock { Text = TextOf(outputs) }],
        StructuredContent = JsonSerializer.SerializeToElement(outputs),
    };

    private static CallToolResult Failure(ApiProblem problem) => new()
    {
        IsError = true,
        Content =
        [
            new TextContentBlock
            {
                Text = string.Join('\n', problem.Problems.Select(item => $"{item.Path}: {item.Text}").Prepend($"{problem.Detail} ({problem.Code})").Distinct()),
            },
        ],
    };

    // One result is the answer; of several, a model has to know which is which.
    private static string TextOf(IReadOnlyDictionary<string, JsonElement> outputs) => outputs.Count == 1
        ? TextOf(outputs.Values.First())
        : string.Join("\n\n", outputs.Select(output => $"{output.Key}:\n{TextOf(output.Value)}"));

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string TitleOf(PublishedFlow version, string path)
    {
        var node = version.Flow.Nodes.FirstOrDefault(node => node.Id.Value == path.Split('/')[0]);
        return node?.Title is { Length: > 0 } title ? title : path;
    }

    private static McpProtocolException NoTool(string name) => new($"There is no tool \"{name}\".", McpErrorCode.InvalidParams);

    private static HttpRequest RequestOf<T>(RequestContext<T> context) =>
        context.JsonRpcRequest.Context?.Items?[HttpItem] is HttpContext http
            ? http.Request
            : throw new InvalidOperationException("An MCP message came by another way than HTTP.");
}
