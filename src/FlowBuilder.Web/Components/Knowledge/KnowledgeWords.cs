using System.Globalization;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Says how many there are of something.</summary>
internal static class KnowledgeWords
{
    /// <summary><c>1 document</c>, <c>1,204 documents</c>.</summary>
    public static string Documents(IStringLocalizer<Texts> texts, int count) => Count(texts, "Knowledge.Documents", count);

    /// <summary><c>1 chunk</c>, <c>1,204 chunks</c>.</summary>
    public static string Chunks(IStringLocalizer<Texts> texts, int count) => Count(texts, "Knowledge.Chunks", count);

    private static string Count(IStringLocalizer<Texts> texts, string key, int count) =>
        texts[count == 1 ? $"{key}.One" : key, count.ToString("N0", CultureInfo.CurrentCulture)];
}
