using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Hosting;

/// <summary>Ties runs to the program's life: node types are read before the first request, runs end before the server stops.</summary>
internal sealed class RunHostLifetime(RunHost runs, NodeCatalogue catalogue, ILogger<RunHostLifetime> logger) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("{Count} node types are known.", catalogue.Types.Length);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Before the server stops taking part: its streams end with the runs that they show, and it need not wait for them.</remarks>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (runs.LiveCount > 0) logger.LogInformation("{Count} runs are under way and are being stopped.", runs.LiveCount);
        await runs.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
