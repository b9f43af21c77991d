using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>Something that happened in a run. Data only: it can be stored, sent and read back as it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), RunStarted.TypeName)]
[JsonDerivedType(typeof(NodeStarted), NodeStarted.TypeName)]
[JsonDerivedType(typeof(NodeDelta), NodeDelta.TypeName)]
[JsonDerivedType(typeof(NodeOutputGiven), NodeOutputGiven.TypeName)]
[JsonDerivedType(typeof(NodeCompleted), NodeCompleted.TypeName)]
[JsonDerivedType(typeof(NodeRetrying), NodeRetrying.TypeName)]
[JsonDerivedType(typeof(NodeProgressed), NodeProgressed.TypeName)]
[JsonDerivedType(typeof(NodeChanging), NodeChanging.TypeName)]
[JsonDerivedType(typeof(BudgetReached), BudgetReached.TypeName)]
[JsonDerivedType(typeof(NodeSkipped), NodeSkipped.TypeName)]
[JsonDerivedType(typeof(NodeFailed), NodeFailed.TypeName)]
[JsonDerivedType(typeof(NodeCancelled), NodeCancelled.TypeName)]
[JsonDerivedType(typeof(RunWaiting), RunWaiting.TypeName)]
[JsonDerivedType(typeof(RunResumed), RunResumed.TypeName)]
[JsonDerivedType(typeof(RunContinued), RunContinued.TypeName)]
[JsonDerivedType(typeof(RunCompleted), RunCompleted.TypeName)]
[JsonDerivedType(typeof(RunFailed), RunFailed.TypeName)]
[JsonDerivedType(typeof(RunCancelled), RunCancelled.TypeName)]
public abstract record RunEvent
{
    /// <summary>Its number in the run: 1, 2, 3 … without gaps. Stamped by the journal.</summary>
    [JsonInclude]
    [JsonPropertyOrder(-2)]
    public long Seq { get; internal set; }

    /// <summary>When it was appended, in UTC. Stamped by the journal.</summary>
    [JsonInclude]
    [JsonPropertyOrder(-1)]
    public DateTimeOffset Time { get; internal set; }

    /// <summary>The stable name of its type, as in its JSON.</summary>
    [JsonIgnore]
    public abstract string Type { get; }

    /// <summary>Whether nothing comes after it.</summary>
    [JsonIgnore]
    public virtual bool IsFinal => false;
}
