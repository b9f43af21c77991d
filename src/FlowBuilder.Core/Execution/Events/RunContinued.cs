using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>The program was started again and the run goes on: nodes that had not ended begin anew, and their pieces of text with them.</summary>
/// <remarks>What such a node had given whole stays given.</remarks>
public sealed record RunContinued : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.continued";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;
}
