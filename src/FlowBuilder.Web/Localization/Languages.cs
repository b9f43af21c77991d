using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace FlowBuilder.Web.Localization;

/// <summary>The languages of the screens, and how a request says which it wants.</summary>
internal static class Languages
{
    /// <summary>Each language's code and its name in itself, as the switch in the header shows them.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> All = [new("en", "English"), new("ko", "한국어")];

    /// <summary>A choice made by hand is kept in a cookie and wins; else the browser's languages decide, else English.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture("en");
        options.SupportedCultures = [.. All.Select(language => CultureInfo.GetCultureInfo(language.Key))];
        options.SupportedUICultures = options.SupportedCultures;
        options.FallBackToParentCultures = true;
        options.FallBackToParentUICultures = true;
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        options.ApplyCurrentCultureToResponseHeaders = true;
    }
}
