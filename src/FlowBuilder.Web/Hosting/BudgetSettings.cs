using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Scheduling;

namespace FlowBuilder.Web.Hosting;

/// <summary>Reads what an operator lets the installation use: <c>Run:Cost</c>, <c>Run:Tokens</c>, <c>Run:Seconds</c>, <c>Day:Cost</c>, <c>Day:Tokens</c>, <c>Day:Seconds</c>, <c>TimeZone</c>.</summary>
internal static class BudgetSettings
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="ValidationException">A value is out of its range; the message names it.</exception>
    public static InstallationBudgets Read(IConfigurationSection section) => new()
    {
        Run = BudgetOf(section.GetSection("Run")),
        Day = BudgetOf(section.GetSection("Day")),
        Zone = section["TimeZone"] is { Length: > 0 } id ? ScheduleZones.Find(id) ?? throw new ValidationException(ScheduleZones.Unknown(id).English) : null,
    };

    private static Budget? BudgetOf(IConfigurationSection section)
    {
        var budget = new Budget
        {
            Cost = section.GetValue<decimal?>("Cost"),
            Tokens = section.GetValue<long?>("Tokens"),
            Seconds = section.GetValue<double?>("Seconds"),
        };
        if (BudgetChecks.ProblemsOf(budget, section.Path) is [var problem, ..]) throw new ValidationException($"{problem.Path}: {problem.Text.English}");
        return budget.IsEmpty ? null : budget;
    }
}
