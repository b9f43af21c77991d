using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage.Tests.Support;

/// <summary>A host with storage on a data folder, as the server composes it.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public StorageHost(DataFolderOnDisk folder, Func<StorageOptions, StorageOptions>? configure = null)
        : this(folder.Path, configure)
    {
    }

    public StorageHost(string folder, Func<StorageOptions, StorageOptions>? configure = null)
    {
        var options = new StorageOptions { DataFolder = folder };
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new FlowFormat(NodeCatalogue.FromClasses()))
            .AddLogging(logging => logging.AddProvider(Log))
            .AddFlowBuilderStorage(configure?.Invoke(options) ?? options)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public SetClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public IFlowStore Flows => _services.GetRequiredService<IFlowStore>();

    public IConnectionStore Connections => _services.GetRequiredService<IConnectionStore>();

    public IConversationStore Conversations => _services.GetRequiredService<IConversationStore>();

    public IRunArchive Runs => _services.GetRequiredService<IRunArchive>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
