using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Budgets;

/// <summary>Holds the calls that a node makes to models within every budget that it is under: its own, those of flows and runs around it, the key's and the day's.</summary>
/// <remarks>
/// Before a call, its input and all that the model may write are held back in every budget at once, so that calls at the same time
/// can together use no more than there is; after it, what it really used takes their place. Thread-safe.
/// </remarks>
public sealed class BudgetMeter
{
    /// <summary>More than any model writes at once; what is granted beyond it need not be said to the provider.</summary>
    public const int LargestAnswer = 131_072;

    // Fewer tokens than this say nothing worth paying the prompt for.
    private const int SmallestAnswer = 16;

    // No answer is cut below this only because others are under way at the same time.
    private const int FairAnswer = 16_384;

    private static readonly AsyncLocal<BudgetMeter?> Ambient = new();

    private readonly RunNodeContext _node;
    private readonly FlowRun _run;

    internal BudgetMeter(RunNodeContext node, FlowRun run, IReadOnlyList<BudgetLink> links) => (_node, _run, Links) = (node, run, links);

    /// <summary>The meter of the node whose work this is; null outside of nodes, and where no budget bounds the node.</summary>
    public static BudgetMeter? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>Every budget that calls draw on, the innermost first.</summary>
    internal IReadOnlyList<BudgetLink> Links { get; }

    /// <summary>Waits until a call has room in every budget, and holds that room back.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What is held back; to be settled, or disposed of where the call came to nothing.</returns>
    /// <exception cref="NodeException">A budget is used up, or cannot be kept because the model's price is not known.</exception>
    public async ValueTask<BudgetLease> EnterAsync(MeteredCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            var isAsking = false;
            lock (BudgetAccount.Gate)
            {
                var room = RoomFor(call);
                var wanted = Math.Min(call.MostOutput ?? LargestAnswer, LargestAnswer);
                var (account, measure) = (room.Link.Account, room.Measure);
                var isEnough = room.Output >= Math.Min(wanted, FairAnswer);
                if (account is null || isEnough || (!account.IsHeld && !IsUsedUp(room, call, wanted)))
                    return Grant(call, room, Math.Min(wanted, room.Output <= FairAnswer ? room.Output : Math.Max(FairAnswer, room.Output / 4)));
                isAsking = !account.IsHeld;
                wait = account.IsHeld ? account.Changed : AskOrStop(room.Link, measure, cancellationToken);
            }

            await WaitAsync(wait, isAsking, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An answer ended where its budget did: asks whether the run goes on with what there is of it, or stops what the budget bounds.</summary>
    /// <exception cref="NodeException">It stops.</exception>
    internal async ValueTask EndAsync(BudgetLink link, BudgetMeasure measure, CancellationToken cancellationToken)
    {
        Task asking;
        lock (BudgetAccount.Gate) asking = AskOrStop(link, measure, cancellationToken);
        await WaitAsync(asking, isAsking: true, cancellationToken).ConfigureAwait(false);
        lock (BudgetAccount.Gate)
        {
            if (link.Account.IsClosed) throw Stop(link, ReachOf(link.Account, measure));
        }
    }

    private static BudgetReach ReachOf(BudgetAccount account, BudgetMeasure measure) => measure == BudgetMeasure.Cost
        ? new BudgetReach(account.Scope, account.Name, measure, account.CostLimit ?? 0, account.UsedCost, account.RenewsAt)
        : new BudgetReach(account.Scope, account.Name, measure, account.TokenLimit ?? 0, account.UsedTokens, account.RenewsAt);

    private static NodeException NoPrice(BudgetAccount account, string model) => new("budget.price-unknown", LocalText.Of(
        $"The price of \"{model}\" is not known, so that the budget of {account.Name.English}, which is in money, cannot be kept. Give a budget in tokens instead, or choose a model whose price is known.",
        $"\"{model}\"의 가격을 알 수 없어 {account.Name.For(Languages.Korean)} 금액 예산을 지킬 수 없습니다. 대신 토큰 예산을 정하거나 가격이 알려진 모델을 선택하세요."));

    // Whoever would be asked anyway is asked before the call rather than in the middle of its answer.
    private static bool IsUsedUp(Room room, MeteredCall call, int wanted)
    {
        if (room.Output < Math.Min(SmallestAnswer, wanted)) return true;
        var account = room.Link.Account;
        if (account.Budget.OnReached == AtBudgetEnd.Stop || account.IsClosed || call.MostOutput is null) return false;
        return room.Output < call.MostOutput;
    }

    private Room RoomFor(MeteredCall call)
    {
        var room = new Room(int.MaxValue, default, default);
        foreach (var link in Links)
        {
            var account = link.Account;
            if (account.TokenLimit is { } tokens)
                room = room.Or(tokens - account.UsedTokens - account.HeldTokens - call.InputTokens, link, BudgetMeasure.Tokens);
            if (account.CostLimit is not { } cost) continue;
            if (call.Price is not { } price) throw NoPrice(account, call.Model);
            var left = cost - account.UsedCost - account.HeldCost - price.CostOf(call.InputTokens, 0);
            room = room.Or(left < 0 ? -1 : price.OutputPerMillion == 0 ? int.MaxValue : left * 1_000_000m / price.OutputPerMillion, link, BudgetMeasure.Cost);
        }

        return room;
    }

    private BudgetLease Grant(MeteredCall call, Room room, int output)
    {
        var cost = call.Price?.CostOf(call.InputTokens, output) ?? 0;
        foreach (var link in Links) link.Account.Hold(cost, call.InputTokens + output);
        var isBound = output < (call.MostOutput ?? LargestAnswer);
        return new BudgetLease(this, call, output, cost, isBound && output == room.Output ? (room.Link, room.Measure) : null) { IsBound = isBound };
    }

    /// <summary>Gives back what was held, with what was used in its place.</summary>
    internal void Release(BudgetLease lease, TokenUsage? used)
    {
        lock (BudgetAccount.Gate)
        {
            foreach (var link in Links) link.Account.Release(lease.HeldCost, lease.HeldTokens, used);
        }
    }

    /// <summary>Counts what a call used that its node did not live to tell.</summary>
    internal void Report(TokenUsage used) => _node.Report(used);

    // Under the lock.
    private Task AskOrStop(BudgetLink link, BudgetMeasure measure, CancellationToken cancellationToken)
    {
        var reach = ReachOf(link.Account, measure);
        return link.Account.Budget.OnReached == AtBudgetEnd.Ask && !link.Account.IsClosed
            ? link.Account.Asking ??= AskAsync(link, reach, cancellationToken)
            : throw Stop(link, reach);
    }

    // Under the lock: calls that meet the same end at the same time tell it once, and so do those of one run where others share the budget.
    private NodeException Stop(BudgetLink link, BudgetReach reach)
    {
        if (link.Stops is null) Tell(link.Account, reach);
        else link.Stops.StopFor(reach.ToFault(), _node.Path, () => Tell(link.Account, reach));
        return reach.ToException();
    }

    private void Tell(BudgetAccount account, BudgetReach reach)
    {
        if (account.IsTold) return;
        account.IsTold = account.Scope is not (BudgetScope.Key or BudgetScope.Day);
        _run.Journal.Append(BudgetReached.Of(reach, _node.Path));
    }

    // Under the lock to its first wait. Whoever else meets the same end meanwhile waits for this answer.
    private async Task AskAsync(BudgetLink link, BudgetReach reach, CancellationToken cancellationToken)
    {
        Tell(link.Account, reach);
        await Task.Yield();
        HumanAnswer? answer = null;
        var isAnswered = false;
        try
        {
            answer = await _node.AskAsync(new HumanQuestion { Text = reach.Question.For(_run.Language) }, cancellationToken).ConfigureAwait(false);
            isAnswered = true;
        }
        catch (OperationCanceledException)
        {
            // Who asked was stopped; another that waits asks again.
        }
        finally
        {
            lock (BudgetAccount.Gate)
            {
                link.Account.Asking = null;
                if (answer is { IsApproved: true }) link.Account.Raise();
                else link.Account.IsClosed = isAnswered;
            }
        }
    }

    // Whoever waits for a person does not use up its time; whoever waits for other calls does.
    private async ValueTask WaitAsync(Task task, bool isAsking, CancellationToken cancellationToken)
    {
        if (!isAsking)
        {
            await task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        _node.HaltTime();
        try
        {
            await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _node.LetTimeGoOn();
        }
    }

    /// <summary>How much a model may write, and the budget that allows no more.</summary>
    private readonly record struct Room(int Output, BudgetLink Link, BudgetMeasure Measure)
    {
        public Room Or(decimal output, BudgetLink link, BudgetMeasure measure)
        {
            var most = (int)Math.Clamp(Math.Floor(output), -1, int.MaxValue);
            return most < Output ? new Room(most, link, measure) : this;
        }
    }
}
