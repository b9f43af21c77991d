using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Components.Home;

/// <summary>Which of somebody's flows are listed, and in which order.</summary>
/// <param name="Search">Words that name, description or tags must have, each somewhere; empty for all flows.</param>
/// <param name="Tags">Tags that a flow must have, all of them; empty for any.</param>
/// <param name="Order">What they are sorted by.</param>
internal sealed record FlowArrangement(string Search, ImmutableHashSet<string> Tags, FlowOrder Order)
{
    /// <summary>Every flow, last edited first.</summary>
    public static readonly FlowArrangement Everything = new("", ImmutableHashSet.Create<string>(StringComparer.CurrentCultureIgnoreCase), FlowOrder.Edited);

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrowed => Words.Length > 0 || !Tags.IsEmpty;

    private string[] Words => Search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The flows to list.</summary>
    /// <param name="flows">All there are.</param>
    /// <param name="culture">How text is compared and sorted.</param>
    public IReadOnlyList<FlowSummary> Of(IEnumerable<FlowSummary> flows, CultureInfo culture)
    {
        var words = Words;
        var found = flows.Where(flow => words.All(word => Has(flow, word, culture)) && Tags.All(tag => HasTag(flow, tag, culture)));
        return Order == FlowOrder.Name
            ? [.. found.OrderBy(flow => flow.Name, StringComparer.Create(culture, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering))]
            : [.. found.OrderByDescending(flow => flow.UpdatedAt)];
    }

    /// <summary>The same with a tag asked for, or no longer.</summary>
    public FlowArrangement Toggle(string tag)
    {
        var without = Tags.Remove(tag);
        return this with { Tags = ReferenceEquals(without, Tags) ? Tags.Add(tag) : without };
    }

    /// <summary>Every tag of the flows with how many have it, the most used first.</summary>
    public static IReadOnlyList<(string Tag, int Count)> TagsOf(IEnumerable<FlowSummary> flows, CultureInfo culture)
    {
        var comparer = StringComparer.Create(culture, ignoreCase: true);
        return
        [
            .. flows.SelectMany(flow => flow.Tags.Distinct(comparer))
                .GroupBy(tag => tag, comparer)
                .Select(group => (group.Key, group.Count()))
                .OrderByDescending(tag => tag.Item2)
                .ThenBy(tag => tag.Key, comparer),
        ];
    }

    private static bool Has(FlowSummary flow, string word, CultureInfo culture) =>
        Contains(flow.Name, word, culture) || Contains(flow.Description, word, culture) || flow.Tags.Any(tag => Contains(tag, word, culture));

    private static bool HasTag(FlowSummary flow, string tag, CultureInfo culture) =>
        flow.Tags.Any(other => culture.CompareInfo.Compare(other, tag, CompareOptions.IgnoreCase) == 0);

    // Accents and half or full width do not matter to somebody who looks for a word.
    private static bool Contains(string text, string word, CultureInfo culture) =>
        culture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth) >= 0;
}
