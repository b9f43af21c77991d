using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Conversations;

/// <summary>What came of a turn.</summary>
public sealed record TurnEnd
{
    /// <summary>How it ended.</summary>
    public required TurnState State { get; init; }

    /// <summary>The answer in Markdown, as far as it came; may be empty.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Why there is no whole answer, or null.</summary>
    public LocalText? Problem { get; init; }

    /// <summary>What the flow found and worked with, best first.</summary>
    public ImmutableArray<TurnSource> Sources { get; init; } = [];

    /// <summary>When it ended, in UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
