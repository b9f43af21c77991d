using System.Globalization;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Checks the numbers of budgets.</summary>
public static class BudgetChecks
{
    /// <summary>What is wrong with a budget that did not come in a flow.</summary>
    /// <param name="budget">The budget, or null.</param>
    /// <param name="path">Where it stands in what was sent.</param>
    public static IReadOnlyList<FlowDiagnostic> ProblemsOf(Budget? budget, string path)
    {
        var problems = new DiagnosticList();
        Check(budget, path, node: null, problems);
        return problems.ToImmutable();
    }

    internal static void Check(Budget? budget, string path, NodeId? node, DiagnosticList problems)
    {
        if (budget is null) return;
        if (budget.Cost is <= 0 or > Budget.MostCost) Add("cost", "US dollars", "달러", Budget.MostCost);
        if (budget.Tokens is < 1 or > Budget.MostTokens) Add("tokens", "tokens", "토큰", Budget.MostTokens);
        if (budget.Seconds is { } seconds && !(seconds > 0 && seconds <= Budget.MostSeconds)) Add("seconds", "seconds", "초", (decimal)Budget.MostSeconds);

        void Add(string member, string unit, string korean, decimal most)
        {
            var number = most.ToString("N0", CultureInfo.InvariantCulture);
            problems.Add(new FlowDiagnostic(DiagnosticCodes.BudgetOutOfRange, DiagnosticSeverity.Invalid, JsonPath.Member(path, member), LocalText.Of(
                $"A budget must be more than 0 and at most {number} {unit}.",
                $"예산은 0보다 크고 {number}{korean} 이하여야 합니다."))
            {
                Node = node,
            });
        }
    }
}
