using System.Collections.Immutable;
using System.Globalization;

namespace FlowBuilder.Web.Gallery;

/// <summary>Which templates are listed, and in which order.</summary>
/// <param name="Search">Words that a template must have, each somewhere; empty for all.</param>
/// <param name="Tags">Tags that it must have, all of them.</param>
/// <param name="Need">What it may need; null for anything.</param>
/// <param name="Order">What they are sorted by.</param>
public sealed record GalleryQuery(string Search, ImmutableHashSet<string> Tags, TemplateNeed? Need, GalleryOrder Order)
{
    /// <summary>Every template.</summary>
    public static readonly GalleryQuery Everything = new("", ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase), null, GalleryOrder.Recommended);

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrowed => Words.Length > 0 || !Tags.IsEmpty || Need is not null;

    private string[] Words => [.. Search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(LooseText.Of).Where(word => word.Length > 0)];

    /// <summary>The templates to list.</summary>
    /// <param name="entries">All there are, as they are recommended.</param>
    /// <param name="culture">How names are sorted.</param>
    public IReadOnlyList<GalleryEntry> Of(IEnumerable<GalleryEntry> entries, CultureInfo culture)
    {
        var words = Words;
        var found = entries.Where(entry =>
            (Need is null || entry.Need == Need)
            && Tags.All(tag => entry.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            && words.All(word => Has(entry.Names, word) || Has(entry.Texts, word)));
        var byName = StringComparer.Create(culture, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);
        return Order switch
        {
            GalleryOrder.Name => [.. found.OrderBy(entry => entry.Template.Flow.Name, byName)],
            GalleryOrder.Simplest => [.. found.OrderBy(entry => entry.Inspection.Nodes).ThenBy(entry => entry.Template.Flow.Name, byName)],
            _ => [.. found.OrderByDescending(entry => words.Length > 0 && words.All(word => Has(entry.Names, word)))],
        };
    }

    /// <summary>The same with a tag asked for, or no longer.</summary>
    public GalleryQuery Toggle(string tag)
    {
        var without = Tags.Remove(tag);
        return this with { Tags = ReferenceEquals(without, Tags) ? Tags.Add(tag) : without };
    }

    /// <summary>Every tag of the templates with how many have it, the most used first.</summary>
    public static IReadOnlyList<(string Tag, int Count)> TagsOf(IEnumerable<GalleryEntry> entries) =>
    [
        .. entries.SelectMany(entry => entry.Tags.Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(tag => tag, StringComparer.OrdinalIgnoreCase)
            .Select(group => (group.Key, group.Count()))
            .OrderByDescending(tag => tag.Item2)
            .ThenBy(tag => tag.Key, StringComparer.CurrentCultureIgnoreCase),
    ];

    private static bool Has(IReadOnlyList<string> texts, string word) => texts.Any(text => text.Contains(word, StringComparison.Ordinal));
}
