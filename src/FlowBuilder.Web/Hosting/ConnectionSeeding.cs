using System.Collections;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Connections;

namespace FlowBuilder.Web.Hosting;

/// <summary>Brings the connections that configuration and environment name into the store, at every start.</summary>
/// <remarks>Account and key are the operator's to say; models and limits that were set by hand since stay.</remarks>
internal sealed class ConnectionSeeding(
    IConnectionStore connections, IConfiguration configuration, ILogger<ConnectionSeeding> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
        foreach (var seed in ConnectionSeeds.Read(configuration, environment))
        {
            var stored = await connections.FindAsync(seed.Name, cancellationToken).ConfigureAwait(false);
            await connections.SaveAsync(Join(seed, stored), cancellationToken).ConfigureAwait(false);
            logger.LogInformation("The connection {Name} comes from the configuration.", seed.Name);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Connection Join(Connection seed, Connection? stored) => stored is null ? seed : stored with
    {
        Kind = seed.Kind,
        BaseUrl = seed.BaseUrl,
        ApiKey = seed.ApiKey,
        Models = stored.Models.Count > 0 ? stored.Models : seed.Models,
        Fallback = seed.Fallback ?? stored.Fallback,
    };
}
