using System.Text.Json;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>A response as a node gives it.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Text">The body as text.</param>
/// <param name="Json">The body as JSON, or null where it is none.</param>
internal sealed record HttpAnswer(int Status, string Text, JsonElement? Json);
