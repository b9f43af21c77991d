using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Offline;

/// <summary>The built-in demo model, which needs neither network nor key.</summary>
internal sealed class OfflineProvider(ProviderOptions options, TimeProvider time) : IChatProvider
{
    /// <summary>The name of the connection that is always there.</summary>
    public const string ConnectionName = "offline";

    /// <summary>The connection that is always there.</summary>
    public static readonly Connection Connection = new()
    {
        Name = ConnectionName,
        Kind = ConnectionKind.Offline,
        Models = [OfflineChatClient.ModelName],
    };

    public bool Speaks(ConnectionKind kind) => kind == ConnectionKind.Offline;

    public IChatClient Create(Connection connection, string model, HttpClient http, ModelFaults faults) =>
        model == OfflineChatClient.ModelName
            ? new OfflineChatClient(options.OfflineWordDelay, time)
            : throw faults.NotFound($"The only model of the built-in demo is {OfflineChatClient.ModelName}.");

    public Task<IReadOnlyList<string>> ListModelsAsync(
        Connection connection, HttpClient http, ModelFaults faults, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([OfflineChatClient.ModelName]);
}
