using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <content>What the run may use.</content>
public sealed partial class FlowRun
{
    private readonly Lock _budgetGate = new();
    private (NodeFault Fault, string? Node)? _spent;

    /// <summary>The budgets that every call in it draws on: its flow's, and those of whatever it runs in and of whoever called for it.</summary>
    internal IReadOnlyList<BudgetLink> BudgetLinks { get; }

    // What a person sees of it afterwards, whoever said it.
    private Budget? WholeBudget
    {
        get
        {
            Budget[] given = [.. new[] { Flow.Budget, Request.Budget }.OfType<Budget>(), .. Request.Accounts.Where(account => account.Scope == BudgetScope.Run).Select(account => account.Budget)];
            return given.Length == 0 ? null : new Budget
            {
                Cost = given.Min(budget => budget.Cost),
                Tokens = given.Min(budget => budget.Tokens),
                Seconds = given.Min(budget => budget.Seconds),
                OnReached = given[0].OnReached,
            };
        }
    }

    /// <summary>The longest that it may run, and by whose word where that is a budget's.</summary>
    private TimeSpan TimeLimit
    {
        get
        {
            var limit = TimeBudget is { Seconds: var seconds } ? TimeSpan.FromSeconds(seconds) : _limits.RunTime;
            if (limit == Timeout.InfiniteTimeSpan || Place is not null || Kept is null) return limit;
            return limit > Kept.Worked ? limit - Kept.Worked : TimeSpan.Zero;
        }
    }

    private (BudgetScope Scope, double Seconds)? TimeBudget
    {
        get
        {
            (BudgetScope Scope, double Seconds)? least = null;
            Take(BudgetScope.Flow, Flow.Budget?.Seconds);
            Take(BudgetScope.Run, Request.Budget?.Seconds);
            foreach (var account in Request.Accounts)
            {
                if (account.Scope == BudgetScope.Run) Take(BudgetScope.Run, account.Budget.Seconds);
            }

            return least;

            void Take(BudgetScope scope, double? seconds)
            {
                if (seconds is { } given && given < (least?.Seconds ?? _limits.RunTime.TotalSeconds)) least = (scope, given);
            }
        }
    }

    /// <summary>The budgets that a node's calls draw on, its own first.</summary>
    internal IReadOnlyList<BudgetLink> LinksOf(PlanNode node) => Flow.Nodes[node.Index].Policy.Budget is { BoundsCalls: true } budget
        ? [new BudgetLink(Begun(new BudgetAccount(BudgetScope.Node, BudgetName(BudgetScope.Node, TitleOf(node)), budget), PathOf(node)), null), .. BudgetLinks]
        : BudgetLinks;

    /// <summary>Ends the run because a budget of it is used up, whatever its nodes do about their failures; only the first is told.</summary>
    /// <param name="fault">What the run fails with.</param>
    /// <param name="node">The path of the node that met the end, or null.</param>
    /// <param name="tell">Tells the journal.</param>
    internal void StopFor(NodeFault fault, string? node, Action tell)
    {
        lock (_budgetGate)
        {
            if (_spent is not null || _end.Task.IsCompleted) return;
            _spent = (fault, node);
            tell();
        }

        Cancel();
    }

    /// <summary>The fault of a node that met the end of a budget of this run, or of one around it; null for any other node.</summary>
    internal NodeFault? BudgetFaultOf(string path)
    {
        for (var run = this; run is not null; run = run.Place?.Outer)
        {
            if (run._spent is { Node: { } at } spent && at.StartsWith(path, StringComparison.Ordinal) && (at.Length == path.Length || at[path.Length] is '/' or '['))
                return spent.Fault;
        }

        return null;
    }

    /// <summary>What people call that which a budget bounds.</summary>
    internal static LocalText BudgetName(BudgetScope scope, string title) => scope switch
    {
        BudgetScope.Node => LocalText.Of($"the node \"{title}\"", $"\"{title}\" 노드의"),
        BudgetScope.Flow => LocalText.Of($"the flow \"{title}\"", $"\"{title}\" 플로우의"),
        BudgetScope.Run => LocalText.Of("this run", "이 실행의"),
        BudgetScope.Key => LocalText.Of($"the key \"{title}\" for today", $"\"{title}\" 키의 오늘"),
        _ => LocalText.Of("this installation for today", "이 설치의 오늘"),
    };

    private List<BudgetLink> LinksOf()
    {
        var links = new List<BudgetLink>();
        if (Flow.Budget is { BoundsCalls: true } own) links.Add(new(Begun(new BudgetAccount(BudgetScope.Flow, BudgetName(BudgetScope.Flow, Flow.Name), own), Place?.Path), this));
        if (Request.Budget is { BoundsCalls: true } given) links.Add(new(Begun(new BudgetAccount(BudgetScope.Run, BudgetName(BudgetScope.Run, ""), given), null), this));
        links.AddRange(Request.Accounts.Where(account => account.Budget.BoundsCalls)
            .Select(account => new BudgetLink(account.Scope == BudgetScope.Run ? Begun(account, null) : account, this)));
        if (Place is null) return links;
        links.AddRange(Place.Within.BudgetLinks);

        // A flow that is a tool of another node is worked for that node too.
        links.AddRange((BudgetMeter.Current?.Links ?? []).Where(link => !links.Exists(known => known.Account == link.Account)));
        return links;
    }

    // A run that goes on gets no new budget: what its earlier lives used counts. Days and keys have books of their own.
    private BudgetAccount Begun(BudgetAccount account, string? path)
    {
        if (Kept?.UsedUnder(path) is { } used) account.Start(BudgetUse.Of(used));
        return account;
    }

    private bool StopForTime()
    {
        if (TimeBudget is not { } budget) return false;
        var limit = (decimal)budget.Seconds;
        var reach = new BudgetReach(budget.Scope, BudgetName(budget.Scope, Flow.Name), BudgetMeasure.Time, limit, limit);
        StopForTime(reach);
        return true;
    }

    /// <summary>Ends the run because the time of a budget is used up.</summary>
    internal void StopForTime(BudgetReach reach) => StopFor(reach.ToFault(), null, () => Journal.Append(BudgetReached.Of(reach, Place?.Path)));

    private void TakeBudgetFault()
    {
        lock (_budgetGate)
        {
            if (_spent is not { } spent) return;
            _wasStopped = true;
            _fault ??= spent.Fault;
            _faultNode ??= spent.Node is { } path ? OwnPart(path) : null;
        }
    }

    // The node of this run in which it happened.
    private string OwnPart(string path)
    {
        var start = Place is null ? 0 : Place.Path.Length + 1;
        var end = start < path.Length ? path.IndexOfAny(['/', '['], start) : -1;
        return end < 0 ? path : path[..end];
    }
}
