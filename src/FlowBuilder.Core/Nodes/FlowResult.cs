using System.Text.Json;

namespace FlowBuilder.Core.Nodes;

/// <summary>A value that a flow gives back.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="Schema">JSON Schema (2020-12) of the value.</param>
public sealed record FlowResult(string Name, JsonElement Schema);
