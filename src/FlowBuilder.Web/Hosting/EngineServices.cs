using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes;
using FlowBuilder.Web.Components.Home;
using FlowBuilder.Web.Gallery;
using FlowBuilder.Web.Hosting.Security;
using FlowBuilder.Web.Reference;

namespace FlowBuilder.Web.Hosting;

/// <summary>Registers the engine with the node types of this installation.</summary>
internal static class EngineServices
{
    /// <summary>Adds catalogue, format, compiler, runner and host of runs, what keeps them in step with the program's life, and the templates.</summary>
    public static IServiceCollection AddFlowBuilderEngine(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(_ => NodeCatalogue.FromAssemblies(
        [
            typeof(NodesRegistration).Assembly,
            typeof(KnowledgeServices).Assembly,
            .. settings.NodesFolder is { } folder ? NodeAssemblies.InFolder(folder) : [],
        ]));
        services.AddSingleton<FlowFormat>();
        services.AddSingleton<FlowFiles>();
        services.AddSingleton<FlowReferences>();
        services.AddSingleton<KnowledgeBundling>();
        services.AddSingleton<FlowBundles>();
        services.AddSingleton<BundleWriter>();
        services.AddSingleton<BundleReader>();
        services.AddSingleton<FlowImports>();
        services.AddSingleton<FlowValidator>();
        services.AddSingleton<FlowCompiler>();
        services.AddSingleton(settings.Runs);
        services.AddSingleton(settings.Budgets);
        services.AddSingleton<BudgetBook>();
        services.AddSingleton<RunPreparation>();
        services.AddSingleton<FlowRunner>();
        services.AddSingleton<KnownSecrets>();
        services.AddSingleton<RunRecorder>();
        services.AddSingleton<JournalKeeper>();
        services.AddSingleton<RunKeeper>();
        services.AddSingleton<RunHost>();
        services.AddSingleton<RunsToContinue>();
        services.AddSingleton<FlowEstimator>();
        services.AddSingleton<TemplateLibrary>();
        services.AddSingleton<NodeBooks>();
        services.AddSingleton<OwnTemplates>();
        services.AddSingleton<TemplateGallery>();
        services.AddSingleton<ToolCommandPolicy>();
        services.AddHostedService<ConnectionSeeding>();
        services.AddHostedService<RunHostLifetime>();

        // What ends the program orderly must not be cut short before the runs had their time.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Runs.StopTime + settings.Runs.CancelGrace + TimeSpan.FromSeconds(10));
        return services;
    }
}
