using FlowBuilder.Web.Localization;
using Radzen;

namespace FlowBuilder.Web.Components;

/// <summary>Registers the pages and what they need.</summary>
internal static class ScreenServices
{
    /// <summary>Adds the pages with their languages.</summary>
    public static IServiceCollection AddFlowBuilderScreens(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        return services;
    }
}
