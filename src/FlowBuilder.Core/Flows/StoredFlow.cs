namespace FlowBuilder.Core.Flows;

/// <summary>A flow as the store has it.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Revision">Raised by every save; 1 at first.</param>
/// <param name="UpdatedAt">When it was last saved, in UTC.</param>
/// <param name="Flow">The document.</param>
public sealed record StoredFlow(string Id, long Revision, DateTimeOffset UpdatedAt, Flow Flow);
