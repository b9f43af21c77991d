using System.Collections.Immutable;
using System.Text.Json;

namespace FlowBuilder.Core.Questions;

/// <summary>What a person answered.</summary>
/// <param name="IsApproved">Whether they approved.</param>
public sealed record HumanAnswer(bool IsApproved)
{
    /// <summary>Why, in their words; or null.</summary>
    public string? Comment { get; init; }

    /// <summary>What they filled in, by the names of the fields.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Who they are, where that is known; or null.</summary>
    public string? By { get; init; }
}
