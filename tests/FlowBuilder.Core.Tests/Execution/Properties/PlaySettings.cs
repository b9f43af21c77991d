using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>How a node of a random flow behaves.</summary>
public sealed record PlaySettings
{
    /// <summary>Ports that it gives something on, of <c>left</c> and <c>right</c>.</summary>
    [Text("en", "Gives")]
    public IReadOnlyList<string> Gives { get; init; } = ["left"];

    /// <summary>Pieces that it gives its text in; 0 for the whole at once.</summary>
    [Text("en", "Pieces")]
    public int Pieces { get; init; }

    /// <summary>How often it lets others go first.</summary>
    [Text("en", "Pauses")]
    public int Pauses { get; init; }

    /// <summary>Tries that fail before one goes well.</summary>
    [Text("en", "Failing tries")]
    public int FailingTries { get; init; }

    /// <summary>Things given before it fails.</summary>
    [Text("en", "Fails after")]
    public int FailsAfter { get; init; }

    [Text("en", "Fails unexpectedly")]
    public bool FailsUnexpectedly { get; init; }
}
