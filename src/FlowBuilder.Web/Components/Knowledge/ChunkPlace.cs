using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Says where in its document a chunk stands.</summary>
internal static class ChunkPlace
{
    // In the order in which one would look for it.
    private static readonly string[] Places = ["page", "slide", "sheet", "row", "section"];

    /// <summary>The place, part by part: <c>page 3</c>, <c>row 7</c>, <c>Setup &gt; Network</c>; empty where it is not known.</summary>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, string> metadata, IStringLocalizer<Texts> texts) =>
        from place in Places
        where metadata.TryGetValue(place, out var value) && value.Length > 0
        select place == "section" ? metadata[place].Replace(" > ", " › ", StringComparison.Ordinal) : texts[$"Knowledge.Place.{place}", metadata[place]].Value;
}
