using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Hosting;

/// <summary>Ties runs to the program's life: those that had not ended are known before the first request and go on after it, and those under way end, or are left to the next start, before the server stops.</summary>
internal sealed class RunHostLifetime(RunHost runs, RunsToContinue unfinished, NodeCatalogue catalogue, ILogger<RunHostLifetime> logger) : IHostedLifecycleService
{
    /// <inheritdoc/>
    /// <remarks>Before the server listens: whoever comes back to a run finds it.</remarks>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("{Count} node types are known.", catalogue.Types.Length);
        await unfinished.RestoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        unfinished.Begin();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Before the server stops taking part: its streams end with the runs that they show, and it need not wait for them.</remarks>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (runs.LiveCount > 0) logger.LogInformation("{Count} runs are under way.", runs.LiveCount);
        await runs.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
