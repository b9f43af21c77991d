using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Testing.Time;

namespace FlowBuilder.Core.Tests.Execution;

/// <summary>Runs that wait for a person.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class QuestionTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(typeof(AskNode), typeof(SourceNode), typeof(HangNode), typeof(FailNode));

    [Test]
    public async Task Node_that_asks_goes_on_with_the_answer_and_the_journal_tells_both()
    {
        var run = new FlowHarness(Catalogue).Start("ask: test.ask");
        await run.Journal.WaitForAsync<RunWaiting>();
        var open = run.OpenQuestions.Single();

        var answered = run.TryAnswer(open, new HumanAnswer(true) { Comment = "please" });
        await run.Completion.WaitAsync(TestTimeouts.Long);

        var events = run.Journal.ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answered, Is.True);
            Assert.That(events.Select(one => one.Type), Is.EqualTo(new[]
            {
                "run.started", "node.started", "run.waiting", "run.resumed", "node.output", "node.completed", "run.completed",
            }));
            Assert.That(RunSnapshot.Of(events).Nodes["ask"].TextOf("text"), Is.EqualTo("yes please"));
            Assert.That(run.OpenQuestions, Is.Empty);
        }
    }

    [Test]
    public async Task Question_is_answered_once()
    {
        var run = new FlowHarness(Catalogue).Start("ask: test.ask");
        await run.Journal.WaitForAsync<RunWaiting>();
        var open = run.OpenQuestions.Single();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => run.TryAnswer(open, new HumanAnswer(i % 2 == 0)))));
        await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That(answers.Count(taken => taken), Is.EqualTo(1));
        Assert.That(run.Journal.ToList().OfType<RunResumed>().Count(), Is.EqualTo(1));
        Assert.That(run.TryAnswer(open, new HumanAnswer(true)), Is.False);
    }

    [Test]
    public async Task Waiting_for_weeks_uses_up_the_time_of_neither_node_nor_run()
    {
        var clock = new FakeTimeProvider();
        var run = new FlowHarness(Catalogue, time: clock).Start("ask: test.ask {} !limit 60");
        await run.Journal.WaitForAsync<RunWaiting>();

        clock.Advance(TimeSpan.FromDays(30));
        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));

        Assert.That(await run.Completion.WaitAsync(TestTimeouts.Long), Is.TypeOf<RunCompleted>());
    }

    [Test]
    public async Task Time_that_was_left_before_the_question_counts_on_after_the_answer()
    {
        var clock = new FakeTimeProvider();
        var run = new FlowHarness(Catalogue, limits: new RunLimits { RunTime = TimeSpan.FromMinutes(10), NodeTime = TimeSpan.FromDays(9) }, time: clock).Start(
            """
            ask: test.ask
            hang: test.hang
            """);
        await run.Journal.WaitForAsync<RunWaiting>();
        clock.Advance(TimeSpan.FromHours(1));
        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));
        await run.Journal.WaitForAsync<NodeCompleted>();

        clock.Advance(TimeSpan.FromMinutes(11));
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        Assert.That((end as RunFailed)?.Fault.Code, Is.EqualTo("run.timeout"));
    }

    [Test]
    public async Task Question_that_nobody_answers_in_time_gives_no_answer()
    {
        var clock = new FakeTimeProvider();
        var run = new FlowHarness(Catalogue, time: clock).Start("""ask: test.ask { "hours": 2 }""");
        await clock.WaitForTimerAsync(due => due == TimeSpan.FromHours(2), default).WaitAsync(TestTimeouts.Long);

        clock.Advance(TimeSpan.FromHours(2));
        await run.Completion.WaitAsync(TestTimeouts.Long);

        var snapshot = RunSnapshot.Of(run.Journal.ToList());
        Assert.That(snapshot.Nodes["ask"].TextOf("text"), Is.EqualTo("nobody"));
        Assert.That(run.Journal.ToList().OfType<RunResumed>().Single().Answer, Is.Null);
    }

    [Test]
    public async Task Waiting_node_gives_its_place_to_others()
    {
        var harness = new FlowHarness(Catalogue, limits: new RunLimits { ParallelNodes = 1 });
        var waiting = harness.Start("ask: test.ask");
        await waiting.Journal.WaitForAsync<RunWaiting>();

        var other = await harness.RunAsync("a: test.source");

        Assert.That(other[^1], Is.TypeOf<RunCompleted>());
        waiting.Cancel();
        await waiting.Completion.WaitAsync(TestTimeouts.Long);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Run_that_ends_while_it_waits_forgets_the_question(bool isCancelled)
    {
        var run = new FlowHarness(Catalogue).Start(isCancelled ? "ask: test.ask" : "ask: test.ask\nhang: test.hang {} !limit 0.2");
        await run.Journal.WaitForAsync<RunWaiting>();
        var open = run.OpenQuestions.Single();

        if (isCancelled) run.Cancel();
        var end = await run.Completion.WaitAsync(TestTimeouts.Long);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(end, isCancelled ? Is.TypeOf<RunCancelled>() : Is.TypeOf<RunFailed>());
            Assert.That(run.OpenQuestions, Is.Empty);
            Assert.That(run.TryAnswer(open, new HumanAnswer(true)), Is.False);
            Assert.That(RunSnapshot.Of(run.Journal.ToList()).Questions, Is.Empty);
            Assert.That(run.Journal.ToList().Where(one => one is NodeCancelled { Node: "ask" }).Count(), Is.EqualTo(1));
        }
    }
}
