using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Auditing;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Tools;
using FlowBuilder.Storage.Accounts;
using FlowBuilder.Storage.Auditing;
using FlowBuilder.Storage.Backups;
using FlowBuilder.Storage.Budgets;
using FlowBuilder.Storage.Connections;
using FlowBuilder.Storage.Conversations;
using FlowBuilder.Storage.Flows;
using FlowBuilder.Storage.Knowledge;
using FlowBuilder.Storage.Memory;
using FlowBuilder.Storage.Pins;
using FlowBuilder.Storage.Publishing;
using FlowBuilder.Storage.Publishing.Deliveries;
using FlowBuilder.Storage.Publishing.Webhooks;
using FlowBuilder.Storage.Recordings;
using FlowBuilder.Storage.Runs;
using FlowBuilder.Storage.Runs.Unfinished;
using FlowBuilder.Storage.Scheduling;
using FlowBuilder.Storage.Sqlite;
using FlowBuilder.Storage.Tools;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage;

/// <summary>Adds storage to a host.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds the stores of accounts, grants, the audit log, flows, endpoints, keys, schedules, webhooks, deliveries, runs, pins, connections, tool servers, conversations, memory and knowledge, <see cref="StorageHealth"/>, <see cref="BackupStore"/>, and Data Protection with its key ring in
    /// the data folder. <see cref="FlowFormat"/> must be among the services. The database is opened when a host starts, or with the first store that is asked for.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Where and within which bounds.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddFlowBuilderStorage(this IServiceCollection services, StorageOptions options)
    {
        var checkedOptions = options.Checked();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddDataProtection()
            .SetApplicationName("FlowBuilder")
            .PersistKeysToFileSystem(new DirectoryInfo(new DataFolder(checkedOptions.DataFolder).Keys));

        services.AddSingleton<StorageHealth>();
        services.AddSingleton(provider => RestoreAdvice.Complete(
            checkedOptions, () => SqliteDatabase.Open(checkedOptions, provider.GetRequiredService<StorageHealth>(), provider.GetRequiredService<ILogger<SqliteDatabase>>())));
        services.AddHostedService<StorageStart>();
        services.AddSingleton(provider => new BackupStore(checkedOptions, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => new ScheduledBackups(
            provider.GetRequiredService<BackupStore>(),
            checkedOptions,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ScheduledBackups>>()));
        services.AddSingleton<IAccountStore, SqliteAccountStore>();
        services.AddSingleton<IGrantStore, SqliteGrantStore>();
        services.AddSingleton<ISessionStore, SqliteSessionStore>();
        services.AddSingleton<IAuditLog, SqliteAuditLog>();
        services.AddSingleton<IFlowStore, SqliteFlowStore>();
        services.AddSingleton<ConnectionKeys>();
        services.AddSingleton<IConnectionStore, SqliteConnectionStore>();
        services.AddSingleton<IToolServerStore, SqliteToolServerStore>();
        services.AddSingleton<IEndpointStore, SqliteEndpointStore>();
        services.AddSingleton<IApiKeyStore, SqliteApiKeyStore>();
        services.AddSingleton<IScheduleStore, SqliteScheduleStore>();
        services.AddSingleton<StoredSecrets>();
        services.AddSingleton<IWebhookStore, SqliteWebhookStore>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<IDeliveryTargetStore, SqliteDeliveryTargetStore>();
        services.AddSingleton<IDeliveryOutbox, SqliteDeliveryOutbox>();
        services.AddSingleton<IKnowledgeStore, SqliteKnowledgeStore>();
        services.AddSingleton<IKnowledgeDocuments, SqliteKnowledgeDocuments>();
        services.AddSingleton<IKnowledgeWork, SqliteKnowledgeWork>();
        services.AddSingleton<IKnowledgeChunks, SqliteKnowledgeChunks>();
        services.AddSingleton<SharedRows>();
        services.AddSingleton<IRunArchive, SqliteRunArchive>();
        services.AddSingleton<IUnfinishedRuns, SqliteUnfinishedRuns>();
        services.AddSingleton<IUsageHistory, SqliteUsageHistory>();
        services.AddSingleton<IPinStore, SqlitePinStore>();
        services.AddSingleton<IRecordingStore, SqliteRecordingStore>();
        services.AddSingleton<IConversationStore, SqliteConversationStore>();
        services.AddSingleton<IBudgetStore, SqliteBudgetStore>();
        services.AddSingleton<IMemoryStore, SqliteMemoryStore>();
        return services;
    }
}
