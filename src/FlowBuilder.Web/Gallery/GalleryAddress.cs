using Microsoft.AspNetCore.WebUtilities;

namespace FlowBuilder.Web.Gallery;

/// <summary>How the gallery's address says what is listed: <c>/templates?q=refund&amp;tag=support&amp;needs=nothing&amp;sort=name</c>.</summary>
internal static class GalleryAddress
{
    /// <summary>Where the gallery is.</summary>
    public const string Root = "/templates";

    /// <summary>What an address asks for; what it does not say is as in <see cref="GalleryQuery.Everything"/>.</summary>
    public static GalleryQuery Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        return GalleryQuery.Everything with
        {
            Search = query.TryGetValue("q", out var search) ? search.ToString() : "",
            Tags = query.TryGetValue("tag", out var tags) ? GalleryQuery.Everything.Tags.Union(tags.OfType<string>()) : GalleryQuery.Everything.Tags,
            Need = query.TryGetValue("needs", out var needs) && Enum.TryParse<TemplateNeed>(needs, ignoreCase: true, out var need) && Enum.IsDefined(need) ? need : null,
            Order = query.TryGetValue("sort", out var sort) && Enum.TryParse<GalleryOrder>(sort, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : GalleryOrder.Recommended,
        };
    }

    /// <summary>The address that asks for it.</summary>
    /// <param name="query">What is listed.</param>
    /// <param name="id">The template that is shown closer, or null.</param>
    public static string Write(GalleryQuery query, string? id = null)
    {
        var address = id is null ? Root : $"{Root}/{Uri.EscapeDataString(id)}";
        if (query.Search.Trim() is { Length: > 0 } search) address = QueryHelpers.AddQueryString(address, "q", search);
        foreach (var tag in query.Tags.Order(StringComparer.Ordinal)) address = QueryHelpers.AddQueryString(address, "tag", tag);
        if (query.Need is { } need) address = QueryHelpers.AddQueryString(address, "needs", need.ToString().ToLowerInvariant());
        return query.Order == GalleryOrder.Recommended ? address : QueryHelpers.AddQueryString(address, "sort", query.Order.ToString().ToLowerInvariant());
    }
}
