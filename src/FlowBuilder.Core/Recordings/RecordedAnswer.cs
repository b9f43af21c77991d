using System.Text.Json;

namespace FlowBuilder.Core.Recordings;

/// <summary>What came back of a request.</summary>
/// <param name="At">The path of the node or step that asked.</param>
/// <param name="Value">What came back, in the form that its kind has.</param>
public sealed record RecordedAnswer(string At, JsonElement Value);
