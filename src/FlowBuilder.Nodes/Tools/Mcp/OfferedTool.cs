using System.Text.Json;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>A tool as a server offers it, its texts cleaned.</summary>
/// <param name="Name">What the server calls it.</param>
/// <param name="Description">What it does, in the server's words; whole, for people.</param>
/// <param name="Schema">JSON Schema of its arguments.</param>
/// <param name="HasSideEffects">Whether a call may change something; true where the server does not say that it only reads.</param>
public sealed record OfferedTool(string Name, string Description, JsonElement Schema, bool HasSideEffects);
