using System.Text.Json;

namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>An input of a flow, with a value to call it with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value; ignored where it is a file.</param>
/// <param name="FileName">The name of a file to send, or null where it is no file.</param>
internal sealed record SnippetInput(string Name, JsonElement Value, string? FileName = null);
