namespace FlowBuilder.Web.Hosting;

/// <summary>Registers the export of traces.</summary>
internal static class TraceExportServices
{
    /// <summary>Adds the export where a collector is configured; without one nothing is recorded.</summary>
    public static IServiceCollection AddTraceExport(this IServiceCollection services, IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration[TraceExport.EndpointKey]) ? services : services.AddHostedService<TraceExport>();
}
