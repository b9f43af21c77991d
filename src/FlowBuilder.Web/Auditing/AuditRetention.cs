using FlowBuilder.Core.Auditing;
using FlowBuilder.Storage;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Auditing;

/// <summary>Removes entries of the audit log that are older than the operator wants them kept, at the start and then once a day.</summary>
internal sealed class AuditRetention(IAuditLog log, HostSettings settings, TimeProvider time, ILogger<AuditRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                var removed = await log.PruneAsync(time.GetUtcNow().AddDays(-settings.Security.AuditDays), stoppingToken);
                if (removed > 0) logger.LogInformation("{Count} entries of the audit log were older than {Days} days and are removed.", removed, settings.Security.AuditDays);
            }
            catch (StorageException failure)
            {
                logger.LogWarning(failure, "Old entries of the audit log could not be removed; it is tried again tomorrow.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
