using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>A value that a flow takes from whoever runs it.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="Schema">JSON Schema (2020-12) of the accepted value.</param>
public sealed record FlowParameter(string Name, JsonElement Schema)
{
    /// <summary>Whether a run cannot start without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What it is for, as the flow's author put it; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>A value to try the flow with, or null.</summary>
    public JsonElement? Example { get; init; }

    /// <summary>Says what is wrong with a given value, or null where it is fine.</summary>
    public Func<JsonElement, LocalText?> Check { get; init; } = static _ => null;
}
