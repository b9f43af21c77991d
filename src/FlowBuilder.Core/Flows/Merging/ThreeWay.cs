namespace FlowBuilder.Core.Flows.Merging;

/// <summary>One part of a flow in the three versions of it; null where a version lacks it.</summary>
/// <typeparam name="T">The part.</typeparam>
/// <param name="Origin">As both began.</param>
/// <param name="Ours">As our side has it.</param>
/// <param name="Theirs">As their side has it.</param>
internal sealed record ThreeWay<T>(T? Origin, T? Ours, T? Theirs)
    where T : class
{
    public T? Of(MergeSide side) => side == MergeSide.Ours ? Ours : Theirs;
}
