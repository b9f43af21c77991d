using FlowBuilder.Core.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Storage.Tables;

/// <summary>Adds asking tables to a host; it needs no data folder.</summary>
public static class TableServices
{
    /// <summary>
    /// Adds <see cref="ITableSources"/> over the host's <see cref="ITableFileReader"/> and its connection store.
    /// </summary>
    public static IServiceCollection AddFlowBuilderTables(this IServiceCollection services) =>
        services.AddSingleton<ITableSources, TableSources>();
}
