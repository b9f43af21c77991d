using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Agents;
using FlowBuilder.Nodes.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Makes one call of a tool for a model, as a step of its node: checked before, limited while it runs, its failure told to the model.</summary>
internal static class ToolCall
{
    /// <summary>Calls a tool. Only the caller's own cancelling leaves this as an exception.</summary>
    /// <param name="tool">The tool, or null where there is none of that name.</param>
    /// <param name="call">What the model asked for.</param>
    /// <param name="rules">The limits.</param>
    /// <param name="place">Where the step goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ToolAnswer> RunAsync(ToolValue? tool, FunctionCallContent call, ToolRules rules, StepPlace place, CancellationToken cancellationToken)
    {
        var arguments = ArgumentsOf(call);
        var agent = tool?.Function.GetService<AgentTool>();
        var info = new StepInfo(agent is null ? StepKind.Tool : StepKind.Agent, LocalText.Verbatim(agent?.Title ?? call.Name)) { Arguments = arguments };
        var step = place.Begin(call.Name, info);
        try
        {
            if (ProblemOf(tool, call, arguments, rules) is { } problem) return Failed(step, problem);
            if (tool!.HasSideEffects && rules.Ask is { } ask && await ask(call, cancellationToken).ConfigureAwait(false) is { } refusal) return Failed(step, refusal);
            if (tool.HasSideEffects) await step.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
            var text = TextOf(await InvokeAsync(tool, call, rules, agent is not null, place.CallerFor(step), cancellationToken).ConfigureAwait(false));
            var told = Cut(text, rules.ResultLength);
            step.Output(NodeStep.ResultPort, told);
            step.Complete();
            return new ToolAnswer(told, null, step.Usage);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            step.Cancel();
            throw;
        }
        catch (NodeException failure)
        {
            return Failed(step, new NodeFault(failure.Code, failure.Kind, failure.Text) { IsTransient = failure.IsTransient });
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Failed(step, Unexpected(call.Name, failure));
        }
    }

    /// <summary>A text of at most so many characters; what was left out is said at its end.</summary>
    internal static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = longest > 0 && char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return $"{text[..end]}\n… ({text.Length - end} more characters were left out)";
    }

    // A worker keeps time and cost by its own settings; any other tool must come back soon. One that ignores its token is left to itself.
    private static async Task<object?> InvokeAsync(
        ToolValue tool, FunctionCallContent call, ToolRules rules, bool isAgent, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(isAgent ? Timeout.InfiniteTimeSpan : rules.TimeLimit, ((ToolCaller)arguments.Context![typeof(ToolCaller)]!).Node.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>()) arguments[name] = value;
        try
        {
            return await Task.Run(() => tool.Function.InvokeAsync(arguments, linked.Token).AsTask(), linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new NodeException("tool.timeout", LocalText.Of(
                $"The tool \"{call.Name}\" took longer than {rules.TimeLimit.TotalSeconds:0.#} seconds and was stopped.",
                $"도구 \"{call.Name}\"이(가) {rules.TimeLimit.TotalSeconds:0.#}초를 넘겨 중단했습니다."), FaultKind.Timeout);
        }
    }

    private static NodeFault? ProblemOf(ToolValue? tool, FunctionCallContent call, JsonElement? arguments, ToolRules rules)
    {
        if (tool is null)
        {
            return new NodeFault("tool.unknown", FaultKind.Provider, LocalText.Of(
                $"there is no tool named \"{call.Name}\".", $"\"{call.Name}\"(이)라는 도구가 없습니다."));
        }

        if (call.Exception is not null || arguments is not { } given)
        {
            return new NodeFault("tool.bad-arguments", FaultKind.Provider, LocalText.Of(
                "the arguments are not valid JSON.", "인수가 올바른 JSON이 아닙니다."));
        }

        if (given.GetRawText().Length > ToolRules.LongestArguments)
        {
            return new NodeFault("tool.bad-arguments", FaultKind.Provider, LocalText.Of(
                "the arguments are too long.", "인수가 너무 깁니다."));
        }

        var schema = tool.Function.JsonSchema;
        if (JsonSchema.Check(schema, given) is [var problem, ..])
        {
            return new NodeFault("tool.bad-arguments", FaultKind.Provider, LocalText.Of(
                $"{problem.Path} {problem.English}.", $"{problem.Path}: {problem.Korean}."));
        }

        if (UnknownIn(schema, given) is { } unknown)
        {
            return new NodeFault("tool.bad-arguments", FaultKind.Provider, LocalText.Of(
                $"$ has \"{unknown}\", which the tool does not take.", $"도구가 받지 않는 \"{unknown}\"이(가) 있습니다."));
        }

        return tool.HasSideEffects && !rules.AllowsChanging && rules.Ask is null
            ? new NodeFault("tool.not-allowed", FaultKind.Flow, LocalText.Of(
                $"\"{call.Name}\" changes something outside, and this node may not call such tools. Answer without it.",
                $"\"{call.Name}\"은(는) 외부의 무언가를 바꾸는 도구이고, 이 노드는 그런 도구를 호출할 수 없습니다."))
            : null;
    }

    // A schema that names its properties and says nothing of others means these: what it does not know would be dropped in silence.
    private static string? UnknownIn(JsonElement schema, JsonElement given)
    {
        if (schema.ValueKind != JsonValueKind.Object || given.ValueKind != JsonValueKind.Object) return null;
        if (schema.TryGetProperty("additionalProperties", out _) || schema.TryGetProperty("patternProperties", out _)) return null;
        if (!schema.TryGetProperty("properties", out var known) || known.ValueKind != JsonValueKind.Object) return null;
        foreach (var member in given.EnumerateObject())
        {
            if (!known.TryGetProperty(member.Name, out _)) return member.Name;
        }

        return null;
    }

    private static JsonElement? ArgumentsOf(FunctionCallContent call) =>
        call.Exception is null ? JsonSerializer.SerializeToElement(call.Arguments ?? new Dictionary<string, object?>(), CoreJson.Options) : null;

    private static string TextOf(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
        _ => JsonSerializer.Serialize(result, CoreJson.Options),
    };

    private static ToolAnswer Failed(NodeStep step, NodeFault fault)
    {
        step.Fail(fault);
        return new ToolAnswer($"Error: {fault.Text.English}", fault.Code, step.Usage);
    }

    // What an unknown exception says may hold a secret, so that its kind alone is told.
    private static NodeFault Unexpected(string name, Exception failure) => new("tool.failed", FaultKind.Internal, LocalText.Of(
        $"The tool \"{name}\" failed unexpectedly ({failure.GetType().Name}).",
        $"도구 \"{name}\"에서 예상하지 못한 오류가 발생했습니다({failure.GetType().Name})."));
}
