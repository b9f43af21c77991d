using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage.Backups;

/// <summary>Makes a backup each time the set interval has passed since the last one, however often the program was started meanwhile.</summary>
internal sealed class ScheduledBackups(BackupStore backups, StorageOptions options, TimeProvider time, ILogger<ScheduledBackups> logger) : BackgroundService
{
    // Full disks are mended by people.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.BackupEvery is not { } every) return;
        try
        {
            var wait = Due(every);
            while (true)
            {
                if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
                wait = await TryMakeAsync(stoppingToken).ConfigureAwait(false) ? every : AfterFailure;
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    private TimeSpan Due(TimeSpan every) => backups.LastAutomatic is { } last ? last + every - time.GetUtcNow() : TimeSpan.Zero;

    private async Task<bool> TryMakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var made = await backups.MakeAutomaticAsync(cancellationToken).ConfigureAwait(false);
            logger.LogInformation("The backup {Path} was made ({Bytes} bytes).", made.Path, made.Bytes);
            return true;
        }
        catch (StorageException failure)
        {
            logger.LogError(failure, "No backup could be made; it is tried again in {Minutes} minutes.", AfterFailure.TotalMinutes);
            return false;
        }
    }
}
