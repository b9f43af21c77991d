using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings;

/// <summary>A tool that reaches outside, its calls recorded.</summary>
/// <param name="inner">The tool.</param>
/// <param name="scope">The node that gave it, for calls of which nobody says who makes them.</param>
internal sealed class RecordedTool(AIFunction inner, RecordingScope scope) : DelegatingAIFunction(inner)
{
    /// <summary>What a call of a tool is recorded as.</summary>
    public static CallRequest RequestOf(RunTape tape, string name, AIFunctionArguments arguments) => tape.RequestOf(
        CallKind.Tool,
        name,
        JsonSerializer.SerializeToElement(arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).ToDictionary(argument => argument.Key, argument => argument.Value), AIJsonUtilities.DefaultOptions));

    /// <summary>The path that a call comes from.</summary>
    public static string PathOf(RecordingScope scope, AIFunctionArguments arguments) => ToolCaller.Of(arguments)?.Step.Path ?? scope.Path;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var slot = scope.Tape.Begin(RequestOf(scope.Tape, Name, arguments), PathOf(scope, arguments));

        // The call as a whole is kept, not what it does inside.
        RecordingScope.Current = null;
        try
        {
            var result = await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
            slot.Keep(JsonSerializer.SerializeToElement(new JsonObject { ["result"] = result is string text ? text : JsonSerializer.SerializeToNode(result, CoreJson.Options) }));
            return result;
        }
        catch (NodeException failure)
        {
            slot.Keep(JsonSerializer.SerializeToElement(new JsonObject { ["fault"] = FaultJson.Of(failure) }));
            throw;
        }
    }
}
