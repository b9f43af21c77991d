using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Components.Connections;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Fields;
using FlowBuilder.Web.Components.Outline;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Components.ToolServers;
using FlowBuilder.Web.Components.Values;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Presence;
using FlowBuilder.Web.Editing.Running;
using FlowBuilder.Web.Localization;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FlowBuilder.Web.Components;

/// <summary>Registers the pages and what they need.</summary>
internal static class ScreenServices
{
    // A setting may hold 1 MiB of text, in JSON inside of JSON: the default of 32 KB would close the connection on a paste.
    private const int MostReceivedBytes = 8 * 1024 * 1024;

    /// <summary>Adds the pages with their languages, and the sessions of open flows.</summary>
    public static IServiceCollection AddFlowBuilderScreens(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = MostReceivedBytes);
        services.AddSingleton<EditSessions>();
        services.AddSingleton<FlowPins>();
        services.AddSingleton<RunTools>();
        services.AddSingleton<ChatTurns>();
        services.AddSingleton<ChatServices>();
        services.AddSingleton<PublishingTools>();
        services.AddScoped<CircuitWatch>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitWatch>());
        services.AddScoped<ScreenStores>();
        services.AddScoped<Toasts>();
        services.AddScoped<Announcer>();
        services.AddScoped<PageScript>();
        services.AddScoped<FieldScript>();
        services.AddScoped<ValueScript>();
        services.AddScoped<ConnectionBook>();
        services.AddScoped<ToolServerBook>();
        services.AddScoped<Display>();
        services.AddScoped<OutlineScript>();
        services.AddScoped<PaletteMemory>();
        return services;
    }
}
