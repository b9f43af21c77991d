using Microsoft.AspNetCore.WebUtilities;

namespace FlowBuilder.Web.Components.Home;

/// <summary>How the home page's address says which flows are listed: <c>/?q=refund&amp;tag=support&amp;sort=name</c>.</summary>
internal static class ShelfAddress
{
    /// <summary>What an address asks for; what it does not say is as in <see cref="FlowArrangement.Everything"/>.</summary>
    public static FlowArrangement Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        return FlowArrangement.Everything with
        {
            Search = query.TryGetValue("q", out var search) ? search.ToString() : "",
            Tags = query.TryGetValue("tag", out var tags)
                ? FlowArrangement.Everything.Tags.Union(tags.OfType<string>())
                : FlowArrangement.Everything.Tags,
            Order = query.TryGetValue("sort", out var sort) && sort == "name" ? FlowOrder.Name : FlowOrder.Edited,
        };
    }

    /// <summary>The address that asks for it.</summary>
    public static string Write(FlowArrangement arrangement)
    {
        var address = "/";
        if (arrangement.Search.Trim() is { Length: > 0 } search) address = QueryHelpers.AddQueryString(address, "q", search);
        foreach (var tag in arrangement.Tags.Order(StringComparer.Ordinal)) address = QueryHelpers.AddQueryString(address, "tag", tag);
        return arrangement.Order == FlowOrder.Name ? QueryHelpers.AddQueryString(address, "sort", "name") : address;
    }
}
