using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Editing.Search;

/// <summary>Finds node types by words of any language, whichever the page is in.</summary>
internal static class TypeSearch
{
    /// <summary>How well a type matches what was typed, less being better; null where it does not.</summary>
    public static int? Rank(NodeType type, string query) => TextMatch.Rank(
        query,
        type.Title.All.Values,
        [type.Id, type.Keywords, .. type.Help.All.Values, .. NodeCategories.TitleOf(type.Category).All.Values]);

    /// <summary>The types that match, best first, and in their own order where they match as well.</summary>
    public static IEnumerable<NodeType> Find(IEnumerable<NodeType> types, string query) =>
        from type in types
        let rank = Rank(type, query)
        where rank is not null
        orderby rank
        select type;
}
