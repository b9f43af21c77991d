using System.Globalization;
using System.Resources;
using FlowBuilder.Web.Localization;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>A text of the screens in every language, so that a search finds it in each.</summary>
internal static class BothLanguages
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("ko")];

    /// <summary>The text in each language.</summary>
    public static IEnumerable<string> Of(string key) =>
        Cultures.Select(culture => Resources.GetString(key, culture)).OfType<string>();
}
