using System.Collections.Immutable;
using System.Globalization;

namespace FlowBuilder.Core.Recordings;

/// <summary>What models and tools answered in runs of a flow, so that the flow can run again without them.</summary>
public sealed class Recording
{
    /// <summary>A recording of nothing.</summary>
    public static readonly Recording Empty = new([]);

    private static readonly StringComparer ByNumber = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>Makes a recording; its order depends on what is in it alone.</summary>
    /// <param name="calls">Requests that differ from one another.</param>
    public Recording(IEnumerable<RecordedCall> calls)
    {
        var ordered = calls.Select(call => call with { Answers = [.. call.Answers.Order(Comparer<RecordedAnswer>.Create((left, right) => ComparePaths(left.At, right.At)))] }).ToList();
        ordered.Sort(Compare);
        Calls = [.. ordered];
    }

    /// <summary>Every request, by the path that asked it first.</summary>
    public ImmutableArray<RecordedCall> Calls { get; }

    /// <summary>This recording with what another holds: of a request that both have, the other's answers.</summary>
    public Recording With(Recording newer)
    {
        var replaced = newer.Calls.Select(call => call.Request).ToHashSet();
        return new Recording(Calls.Where(call => !replaced.Contains(call.Request)).Concat(newer.Calls));
    }

    private static int Compare(RecordedCall left, RecordedCall right)
    {
        var byPath = ComparePaths(left.Answers[0].At, right.Answers[0].At);
        return byPath != 0 ? byPath : CallRequest.Compare(left.Request, right.Request);
    }

    // Two paths that differ in case or accents alone are told apart too, so that the order is always the same.
    private static int ComparePaths(string left, string right)
    {
        var byNumber = ByNumber.Compare(left, right);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(left, right);
    }
}
