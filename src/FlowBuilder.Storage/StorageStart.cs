using FlowBuilder.Storage.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage;

/// <summary>Opens the database before the server takes requests, so that what is wrong with it stops the start.</summary>
internal sealed class StorageStart(SqliteDatabase database, ILogger<StorageStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("Data is kept in {Folder} (schema {Schema}).", database.Folder, Migrations.Latest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
