using System.Text.Json;
using FlowBuilder.Core.Budgets;

namespace FlowBuilder.Core.Flows;

/// <summary>What the runner does when a node fails, how often it tries and how long it waits.</summary>
public sealed record NodePolicy
{
    /// <summary>Stop the run on failure, no retries, the run's own time limit.</summary>
    public static readonly NodePolicy Default = new();

    /// <summary>What a failure leads to.</summary>
    /// <value>Stops the run by default.</value>
    public ErrorPolicy OnError { get; init; }

    /// <summary>The value that every output port gives after a failure, with <see cref="ErrorPolicy.Fallback"/>.</summary>
    public JsonElement? Fallback { get; init; }

    /// <summary>Tries after the first one, for faults that may pass, while nothing was emitted.</summary>
    /// <value>0 to 10; 0 by default.</value>
    public int Retries { get; init; }

    /// <summary>The longest that one node run may take, in seconds, or null for the host's limit.</summary>
    public double? TimeLimitSeconds { get; init; }

    /// <summary>What happens to a node that changes something outside where the program ended while it was under way.</summary>
    /// <value>Fails by default.</value>
    public InterruptionPolicy OnInterrupted { get; init; }

    /// <summary>What one run of the node may use, its retries and the flows inside it included; or null.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Members of the file that this program does not know, kept as they are.</summary>
    public JsonMembers Extra { get; init; } = JsonMembers.Empty;
}
