using FlowBuilder.Core.Http;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes;
using FlowBuilder.Nodes.Tools.Files;
using FlowBuilder.Providers;
using FlowBuilder.Storage;
using FlowBuilder.Storage.Tables;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Accounts.Provider;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Auditing;
using FlowBuilder.Web.Components;
using FlowBuilder.Web.Embedding;
using FlowBuilder.Web.Hosting.Logging;
using FlowBuilder.Web.Hosting.Security;
using FlowBuilder.Web.Hubs;
using FlowBuilder.Web.Knowledge;
using FlowBuilder.Web.Scheduling;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace FlowBuilder.Web.Hosting;

/// <summary>Puts the program together: which services there are, and what a request passes through.</summary>
internal static class FlowBuilderApplication
{
    /// <summary>Adds configuration and services.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="args">The command line; it wins over environment and files.</param>
    public static void AddFlowBuilder(this WebApplicationBuilder builder, string[] args)
    {
        builder.AddHostConfiguration(args);
        var settings = HostSettings.Read(builder.Configuration);

        // So that the output of a plain build serves its assets outside Development too; a no-op once published.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(kestrel.ApplicationServices.GetRequiredService<Listening>().Check);
            kestrel.Limits.MaxRequestBodySize = Math.Max(Math.Max(settings.Requests.FlowBytes, settings.Requests.RunBytes), settings.Requests.HookBytes);
        });

        builder.Logging.AddConsole().AddConsoleFormatter<ConsoleLines, ConsoleFormatterOptions>();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new OutboundRules { AllowedHosts = [.. settings.Security.OutboundHosts] });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFlowBuilderStorage(settings.Storage);
        builder.Services.AddFlowBuilderAuditing();
        builder.Services.AddFlowBuilderAccounts(settings.Security.Provider);
        builder.Services.AddFlowBuilderProviders();
        builder.Services.AddFlowBuilderKnowledge();
        builder.Services.AddFlowBuilderTables();
        builder.Services.AddSingleton(new FileSandboxOptions(Path.Combine(settings.Storage.DataFolder, "files")));
        builder.Services.AddFlowBuilderNodes();
        builder.Services.AddFlowBuilderEngine(settings);
        builder.Services.AddFlowBuilderApi();
        builder.Services.AddFlowBuilderSchedules();
        builder.Services.AddFlowBuilderKnowledgeWork(settings.Storage.DataFolder);
        builder.Services.AddFlowBuilderHubs(settings);
        builder.Services.AddTraceExport(builder.Configuration);
        builder.Services.AddFlowBuilderScreens();
    }

    /// <summary>Adds what every request passes through, and everything that answers.</summary>
    public static void UseFlowBuilder(this WebApplication app)
    {
        app.UseProxyHeaders(app.Services.GetRequiredService<HostSettings>().Security);
        app.UseRequestLocalization();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<CallerPorts>();
        app.UseMiddleware<OriginCheck>();
        app.UseWhen(ApiPaths.Covers, api => api.UseStatusCodePages(ApiStatusCodes.AnswerAsync));
        app.UseWhen(AsksForPage, pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseMiddleware<EmbedScripts>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<ActingMiddleware>();
        app.UseAuthorization();
        app.UseMiddleware<AccessCheck>();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapProvider();
        app.MapFlowBuilderApi();
        app.MapFlowBuilderHubs();
        app.MapChatPages();
        app.MapStaticAssets().AllowAnonymous().HasOwnDoor();
        app.MapRazorComponents<App>().HasOwnDoor().AddInteractiveServerRenderMode(options =>

            // The policy of every page is set in SecurityHeaders, and is stricter.
            options.ContentSecurityFrameAncestorsPolicy = null);
    }

    // Whoever types an address that is not there is shown the way home; programs get the bare status.
    private static bool AsksForPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && !ApiPaths.Covers(context)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
