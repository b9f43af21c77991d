using System.Collections.Immutable;

namespace FlowBuilder.Core.Recordings;

/// <summary>A request, and what came back each time it was made.</summary>
/// <param name="Request">The request.</param>
/// <param name="Answers">At least one; those of one path in the order in which they were asked for.</param>
public sealed record RecordedCall(CallRequest Request, ImmutableArray<RecordedAnswer> Answers);
