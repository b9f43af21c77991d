using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings;

/// <summary>A tool that answers what was recorded.</summary>
/// <param name="name">What the model calls it.</param>
/// <param name="description">What the model reads of it.</param>
/// <param name="schema">JSON Schema of its arguments.</param>
/// <param name="scope">The node that gives it.</param>
internal sealed class ReplayedTool(string name, string description, JsonElement schema, RecordingScope scope) : AIFunction
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => schema;

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = scope.Tape.Take(RecordedTool.RequestOf(scope.Tape, name, arguments), RecordedTool.PathOf(scope, arguments));
        try
        {
            if (answer.TryGetProperty("fault", out var fault)) throw FaultJson.Read(fault);
            var result = answer.GetProperty("result");
            return ValueTask.FromResult<object?>(result.ValueKind switch
            {
                JsonValueKind.String => result.GetString(),
                JsonValueKind.Null => null,
                _ => result,
            });
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw FaultJson.Broken(failure);
        }
    }
}
