using System.Collections;
using FlowBuilder.Cli.Files;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes;
using FlowBuilder.Nodes.Tools.Files;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Storage;
using FlowBuilder.Storage.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Cli.Engine;

/// <summary>The engine without a server: the same nodes and the same runner; runs are not kept.</summary>
internal static class FlowEngine
{
    /// <summary>Builds the engine; connections come from <c>FLOWBUILDER_Connections__…</c> and the providers' own variables.</summary>
    /// <param name="data">The data folder of an installation, whose knowledge bases, connections and stored flows are then at hand; null for none.</param>
    /// <param name="onlyReads">Whether these data are only read, which a server on them does not mind.</param>
    /// <exception cref="FormatException">A variable describes a connection that cannot be; the message says which.</exception>
    public static ServiceProvider Start(string? data = null, bool onlyReads = false)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("FLOWBUILDER_").Build();
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IConfiguration>(configuration);
        var connections = new InMemoryConnectionStore(ConnectionSeeds.Read(configuration, environment));
        if (data is null) services.AddSingleton<IConnectionStore>(connections).AddSingleton<IUsageHistory, NoUsageHistory>();
        else AddInstallation(services, data, onlyReads, connections);

        // What is piped on is wanted at once; the demo model's pauses are for people who watch.
        services.AddFlowBuilderProviders(options =>
        {
            if (Console.IsOutputRedirected) options.OfflineWordDelay = TimeSpan.Zero;
        });
        services.AddFlowBuilderKnowledge();
        services.AddFlowBuilderTables();
        services.AddSingleton<IMemoryStore, InMemoryMemoryStore>();
        services.AddFlowBuilderNodes();
        services.AddSingleton<KnownSecrets>();
        services.AddSingleton(Catalogue(configuration["Nodes:Folder"]));
        services.AddSingleton<FlowFormat>();
        services.AddSingleton<FlowReferences>();
        services.AddSingleton<BundleReader>();
        services.AddSingleton<BundleWriter>();
        services.AddSingleton<BundleFiles>();
        services.AddSingleton<FlowCompiler>();
        services.AddSingleton(new RunLimits());
        services.AddSingleton<RunPreparation>();
        services.AddSingleton<FlowRunner>();
        services.AddSingleton<IRunArchive, MemoryRunArchive>();
        services.AddSingleton<RunHost>();
        services.AddSingleton<FlowEstimator>();
        return services.BuildServiceProvider();
    }

    private static void AddInstallation(ServiceCollection services, string data, bool onlyReads, InMemoryConnectionStore connections)
    {
        services.AddSingleton(new FileSandboxOptions(Path.Combine(data, "files")));
        services.AddFlowBuilderStorage(new StorageOptions { DataFolder = data, OnlyReads = onlyReads });
        services.AddFlowBuilderKnowledgeBases(Path.Combine(data, "vectors"));
        services.AddSingleton<KnowledgeBundling>();
        var stored = services.Last(service => service.ServiceType == typeof(IConnectionStore)).ImplementationType!;
        services.AddSingleton<IConnectionStore>(provider =>
            new LayeredConnections(connections, (IConnectionStore)ActivatorUtilities.CreateInstance(provider, stored)));
    }

    private static NodeCatalogue Catalogue(string? folder) => NodeCatalogue.FromAssemblies(
    [
        typeof(NodesRegistration).Assembly,
        typeof(KnowledgeServices).Assembly,
        .. folder is { Length: > 0 } ? NodeAssemblies.InFolder(folder) : [],
    ]);
}
