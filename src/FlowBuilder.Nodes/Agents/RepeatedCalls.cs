using System.Text.Json;
using FlowBuilder.Core;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Notices a model that asks for the very same call again and again.</summary>
internal sealed class RepeatedCalls
{
    private const int MostSame = 2;
    private const int Hopeless = 5;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>What a model is told instead of a result.</summary>
    public const string Told = "Error: you made this very call before, and its result is above. Use that result, try something else, or answer now.";

    /// <summary>Whether the model is beyond being told.</summary>
    public bool IsHopeless { get; private set; }

    /// <summary>Takes a call in; true where it was made often enough.</summary>
    public bool IsTooOften(FunctionCallContent call)
    {
        var count = Count(call);
        IsHopeless |= count >= Hopeless;
        return count > MostSame;
    }

    private int Count(FunctionCallContent call)
    {
        var sorted = new SortedDictionary<string, object?>(call.Arguments ?? new Dictionary<string, object?>(), StringComparer.Ordinal);
        var key = $"{call.Name} {JsonSerializer.Serialize(sorted, CoreJson.Options)}";
        return _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }
}
