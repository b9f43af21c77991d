namespace FlowBuilder.Web.Scheduling;

/// <summary>Registers schedules.</summary>
internal static class ScheduleServices
{
    /// <summary>Adds what keeps and runs schedules.</summary>
    public static IServiceCollection AddFlowBuilderSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleNews>();
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<ScheduleHistory>();
        services.AddSingleton<ScheduleStarts>();
        services.AddSingleton<ScheduleRunner>();
        services.AddHostedService<ScheduleHost>();
        return services;
    }
}
