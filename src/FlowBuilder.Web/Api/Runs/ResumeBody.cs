using System.Text.Json;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A person's answer to a node that waits.</summary>
/// <param name="NodeId">The node that waits.</param>
/// <param name="Decision">What was decided, as the node asks for it.</param>
/// <param name="Comment">Why, in their words.</param>
internal sealed record ResumeBody(string NodeId, JsonElement Decision, string? Comment = null);
