using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Testing.Time;

namespace FlowBuilder.Core.Tests.Budgets;

/// <summary>Budgets of time.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class BudgetTimeTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(typeof(AskNode), typeof(SourceNode), typeof(HangNode), typeof(FailNode));

    [Test]
    public async Task Run_stops_when_its_flow_has_no_time_left()
    {
        var clock = new FakeTimeProvider();
        var run = Start(clock, FlowText.Parse("hang: test.hang") with { Budget = new Budget { Seconds = 90 } });
        await run.Journal.WaitForAsync<NodeStarted>();

        clock.Advance(TimeSpan.FromSeconds(90));
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        var reached = run.Journal.ToList().OfType<BudgetReached>().Single();
        Assert.That((reached.Scope, reached.What, reached.Limit, reached.Node), Is.EqualTo((BudgetScope.Flow, BudgetMeasure.Time, 90m, (string?)null)));
        Assert.That((end as RunFailed)?.Fault.Code, Is.EqualTo("budget.reached"));
        Assert.That(RunSnapshot.Of(run.Journal.ToList()).Budgets, Is.EqualTo(new[] { reached }));
    }

    [Test]
    public async Task Least_of_several_times_counts()
    {
        var clock = new FakeTimeProvider();
        var run = Start(clock, FlowText.Parse("hang: test.hang") with { Budget = new Budget { Seconds = 90 } }, new RunRequest { Budget = new Budget { Seconds = 30 } });
        await run.Journal.WaitForAsync<NodeStarted>();

        clock.Advance(TimeSpan.FromSeconds(30));
        await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(run.Journal.ToList().OfType<BudgetReached>().Single().Scope, Is.EqualTo(BudgetScope.Run));
    }

    [Test]
    public async Task Node_that_has_no_time_left_fails_and_is_not_tried_again()
    {
        var clock = new FakeTimeProvider();
        var run = Start(clock, WithPolicy("hang: test.hang", new NodePolicy { Retries = 3, TimeLimitSeconds = 60, Budget = new Budget { Seconds = 20 } }));
        await clock.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(60), default).WaitAsync(TestTimeouts.Long);

        clock.Advance(TimeSpan.FromSeconds(20));
        await run.Completion.WaitAsync(TestTimeouts.Long);

        var events = run.Journal.ToList();
        Assert.That(events.OfType<NodeFailed>().Single().Fault.Code, Is.EqualTo("budget.reached"));
        Assert.That(events.OfType<NodeRetrying>(), Is.Empty);
        Assert.That(events.OfType<BudgetReached>().Single().Scope, Is.EqualTo(BudgetScope.Node));
    }

    [Test]
    public async Task Waiting_for_a_person_uses_up_no_time_of_any_budget()
    {
        var clock = new FakeTimeProvider();
        var flow = WithPolicy("ask: test.ask", new NodePolicy { Budget = new Budget { Seconds = 5 } }) with { Budget = new Budget { Seconds = 10 } };
        var run = Start(clock, flow);
        await run.Journal.WaitForAsync<RunWaiting>();

        clock.Advance(TimeSpan.FromDays(7));
        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));

        Assert.That(await run.Completion.WaitAsync(TestTimeouts.Long), Is.InstanceOf<RunCompleted>());
    }

    [Test]
    public async Task Two_flows_that_differ_in_their_budgets_only_each_keep_their_own()
    {
        var harness = new FlowHarness(Catalogue, time: new HurriedTime(TimeSpan.FromMinutes(1)));
        var unbounded = WithPolicy("a: test.source", NodePolicy.Default);

        await harness.RunAsync(unbounded);
        var events = await harness.RunAsync(WithPolicy("a: test.hang", new NodePolicy { Budget = new Budget { Seconds = 1 } }));
        var other = await harness.RunAsync(WithPolicy("a: test.hang", new NodePolicy { Budget = new Budget { Seconds = 2 } }));

        Assert.That(events.OfType<BudgetReached>().Single().Limit, Is.EqualTo(1m));
        Assert.That(other.OfType<BudgetReached>().Single().Limit, Is.EqualTo(2m));
    }

    private static FlowRun Start(TimeProvider clock, Flow flow, RunRequest? request = null) => new FlowHarness(Catalogue, time: clock).Start(flow, request ?? new RunRequest());

    private static Flow WithPolicy(string text, NodePolicy policy)
    {
        var flow = FlowText.Parse(text);
        return flow with { Nodes = [flow.Nodes[0] with { Policy = policy }] };
    }
}
