using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Tests.Execution.TestNodes;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Testing.Time;

namespace FlowBuilder.Core.Tests.Execution.Durability;

/// <summary>Runs that outlive the program that began them.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class ContinuedRunTests
{
    private const string Chain = """
        in: test.input
        a: test.append {"suffix": "1"}
        b: test.append {"suffix": "2"}
        c: test.append {"suffix": "3"}
        out: test.result
        in.text -> a.text
        a.text -> b.text
        b.text -> c.text
        c.text -> out.value
        """;

    private const string Everything = """
        in: test.input
        words: test.words
        upper: test.upper
        bad: test.fail {} !port
        worse: test.fail {} !fallback "plan B"
        a: test.append {"suffix": "1"}
        b: test.append {"suffix": "2"}
        ask: test.ask
        send: test.effect {} !repeat
        all: test.join
        out: test.result
        live: test.result {"name": "live"}
        in.text -> a.text
        a.text -> b.text
        in.text -> bad.text
        in.text -> worse.text
        words.text -> upper.text
        upper.text -> live.value
        b.text -> ask.after
        b.text -> send.text
        b.text -> all.values
        worse.text -> all.values
        ask.text -> all.values
        send.text -> all.values
        all.value -> out.value
        """;

    private static readonly string[] Counted = ["a", "b", "send"];

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task What_many_runs_say_is_written_together_and_later_once_more_by_itself(CancellationToken cancellationToken)
    {
        const int Runs = 30;
        var store = new MemoryUnfinishedRuns();
        var gate = new Gate();
        var program = new LivedProgram(store, gate: gate, longestShared: TimeSpan.Zero);
        var flow = FlowText.Parse($$"""
            words: test.words {"words": "{{string.Join(' ', Enumerable.Range(0, 40))}}"}
            out: test.result
            words.text -> out.value
            """);
        var runs = new List<FlowRun>();
        for (var i = 0; i < Runs; i++) runs.Add(await program.Host.StartAsync(new RunCommand(flow), cancellationToken));
        for (var step = 0; step < 40; step++)
        {
            gate.Open(Runs);
            await Task.Delay(10, cancellationToken);
        }

        foreach (var run in runs)
        {
            var events = await program.EventsAsync(run.Id, cancellationToken);
            Assert.That(events.Select(next => next.Seq), Is.EqualTo(Enumerable.Range(1, events.Count).Select(seq => (long)seq)));
        }

        // What was written with others comes once more, from its first event, in the run's next group.
        foreach (var groups in store.Groups.GroupBy(group => group.RunId))
        {
            var shared = 0L;
            foreach (var group in groups)
            {
                if (shared > 0) Assert.That((group.MayShare, group.Events[0].Seq), Is.EqualTo((false, shared)));
                shared = group.MayShare ? group.Events[0].Seq : 0;
            }
        }

        Assert.That(store.Groups.Count(group => group.MayShare), Is.GreaterThan(Runs));
    }

    [TestCase(0)]
    [TestCase(3_600)]
    public async Task A_group_that_stands_alone_has_all_that_its_run_has_among_others(int longestSharedSeconds, CancellationToken cancellationToken)
    {
        const int Short = 30, Long = 3, ShortWords = 20, LongWords = 60;
        var store = new MemoryUnfinishedRuns();
        var gate = new Gate();
        var program = new LivedProgram(store, gate: gate, longestShared: TimeSpan.FromSeconds(longestSharedSeconds));
        var runs = new List<FlowRun>();
        for (var i = 0; i < Short + Long; i++)
        {
            var words = string.Join(' ', Enumerable.Range(0, i < Short ? ShortWords : LongWords));
            runs.Add(await program.Host.StartAsync(new RunCommand(FlowText.Parse($$"""words: test.words {"words": "{{words}}"}""")), cancellationToken));
        }

        // At first all of them speak, and then only a few.
        for (var step = 0; step < LongWords; step++)
        {
            gate.Open(step < ShortWords ? Short + Long : Long);
            await Task.Delay(30, cancellationToken);
        }

        foreach (var run in runs) await program.EventsAsync(run.Id, cancellationToken);
        foreach (var groups in store.Groups.GroupBy(group => group.RunId))
        {
            var first = groups.First().Events[0].Seq;
            var (own, kept) = (first - 1, first - 1);
            foreach (var group in groups)
            {
                Assert.That(group.Events[0].Seq, Is.EqualTo((group.MayShare ? kept : own) + 1));
                Assert.That(group.Events[^1].Seq, Is.GreaterThan(kept));
                kept = group.Events[^1].Seq;
                if (!group.MayShare) own = kept;
            }
        }

        Assert.That(store.Groups.Select(group => group.MayShare).Distinct(), Is.EquivalentTo(new[] { true, false }));
    }

    [TestCase(Chain)]
    [TestCase(Everything)]
    [Hazard("REL-2", "REL-43")]
    public async Task Run_goes_on_from_every_event_it_may_have_come_to_and_calls_no_finished_node_again(string flow, CancellationToken cancellationToken)
    {
        var (whole, kept) = await WholeAsync(flow, cancellationToken);
        var outputs = Outputs(whole);
        for (var cut = 1; cut < whole.Count; cut++)
        {
            var store = MemoryUnfinishedRuns.Of(kept, whole.Take(cut));
            var program = new LivedProgram(store);
            await program.ContinueAsync(cancellationToken);
            await AnswerAsync(program, kept.RunId);
            var events = await program.EventsAsync(kept.RunId, cancellationToken);

            var ended = whole.Take(cut).OfType<NodeEvent>().Where(IsEnd).Select(node => node.Node).ToHashSet();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Outputs(events), Is.EqualTo(outputs), $"cut at {cut}, {whole[cut - 1]}");
                Assert.That(events.Select(next => next.Seq), Is.EqualTo(Enumerable.Range(1, events.Count).Select(seq => (long)seq)), $"cut at {cut}");
                Assert.That(events.Take(cut).Lines(), Is.EqualTo(whole.Take(cut).Lines()), $"cut at {cut}");
                Assert.That(events[cut], Is.TypeOf<RunContinued>(), $"cut at {cut}");
                Assert.That(events.OfType<NodeEvent>().Where(IsEnd).Select(node => node.Node), Is.Unique, $"cut at {cut}");
                Assert.That(RunSnapshot.Of(events).Nodes.Values.Select(node => node.Status), Is.All.AnyOf(NodeStatus.Completed, NodeStatus.Failed), $"cut at {cut}");
                foreach (var node in Counted) Assert.That(program.Calls[node], Is.EqualTo(flow.Contains($"{node}:", StringComparison.Ordinal) && !ended.Contains(node) ? 1 : 0), $"{node} at cut {cut}");
                Assert.That(await store.ListAsync(cancellationToken), Is.Empty, $"cut at {cut}");
            }
        }
    }

    [Test]
    public async Task Run_goes_on_when_the_program_ends_at_every_event_of_a_life_that_went_on_already(CancellationToken cancellationToken)
    {
        var (whole, kept) = await WholeAsync(Everything, cancellationToken);
        var second = new LivedProgram(MemoryUnfinishedRuns.Of(kept, whole.Take(whole.Count / 2)));
        await second.ContinueAsync(cancellationToken);
        await AnswerAsync(second, kept.RunId);
        var twice = await second.EventsAsync(kept.RunId, cancellationToken);

        for (var cut = whole.Count / 2; cut < twice.Count; cut++)
        {
            var third = new LivedProgram(MemoryUnfinishedRuns.Of(kept, twice.Take(cut)));
            await third.ContinueAsync(cancellationToken);
            await AnswerAsync(third, kept.RunId);

            var events = await third.EventsAsync(kept.RunId, cancellationToken);

            Assert.That(Outputs(events), Is.EqualTo(Outputs(whole)), $"cut at {cut}, {twice[cut - 1]}");
            Assert.That(events.OfType<NodeEvent>().Where(IsEnd).Select(node => node.Node), Is.Unique, $"cut at {cut}");
        }
    }

    [Test]
    public async Task Failure_that_was_kept_ends_the_run_that_goes_on(CancellationToken cancellationToken)
    {
        var (whole, kept) = await WholeAsync("bad: test.fail\nhang: test.hang", cancellationToken);
        var failed = whole.ToList().FindIndex(next => next is NodeFailed);
        var program = new LivedProgram(MemoryUnfinishedRuns.Of(kept, whole.Take(failed + 1)));

        await program.ContinueAsync(cancellationToken);
        var events = await program.EventsAsync(kept.RunId, cancellationToken);

        Assert.That((events[^1] as RunFailed)?.Fault.Code, Is.EqualTo("test.failed"));
        Assert.That(events.OfType<NodeCancelled>().Single().Node, Is.EqualTo("hang"));
    }

    [TestCase("", "run.failed node.interrupted", 0)]
    [TestCase("!repeat", "run.completed", 1)]
    [TestCase("!fallback \"kept back\"", "run.completed", 0)]
    [Hazard("REL-3")]
    public async Task Node_that_changes_something_and_was_under_way_does_as_its_policy_says(string policy, string end, int calls, CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var first = new LivedProgram(store, gate: new Gate());
        var run = await first.Host.StartAsync(new RunCommand(FlowText.Parse($"send: test.effect {{}} {policy}")), cancellationToken);
        await UntilAsync(() => first.Calls["send"] == 1, cancellationToken);

        var second = new LivedProgram(store.CutAt(run.Id, int.MaxValue));
        await second.ContinueAsync(cancellationToken);
        var events = await second.EventsAsync(run.Id, cancellationToken);

        Assert.That(events[^1].Line(), Is.EqualTo(end));
        Assert.That(second.Calls["send"], Is.EqualTo(calls));
    }

    [Test]
    public async Task Node_that_changes_something_begins_when_all_before_it_is_on_disk(CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource();
        var store = new MemoryUnfinishedRuns { BeforeAppend = () => written.Task };
        var program = new LivedProgram(store);
        var run = await program.Host.StartAsync(
            new RunCommand(FlowText.Parse("in: test.source\nsend: test.effect\nout: test.result\nin.text -> send.text\nsend.text -> out.value")), cancellationToken);
        await Task.Delay(100, cancellationToken);

        var before = program.Calls["send"];
        written.SetResult();
        await run.Completion.WaitAsync(cancellationToken);

        Assert.That((before, program.Calls["send"]), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Reader_is_shown_nothing_that_an_end_of_the_program_could_take_back(CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource();
        var store = new MemoryUnfinishedRuns { BeforeAppend = () => written.Task };
        var program = new LivedProgram(store);
        var run = await program.Host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")), cancellationToken);
        await UntilAsync(() => run.Journal.LastSeq == 1, cancellationToken);
        await Task.Delay(100, cancellationToken);

        var shown = run.Journal.LastSeq;
        written.SetResult();
        await run.Journal.WaitForAsync<NodeStarted>();

        Assert.That(shown, Is.EqualTo(1));
        Assert.That(await store.ReadAsync(run.Id, cancellationToken), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Question_waits_through_the_end_of_the_program_under_its_id(CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var first = new LivedProgram(store);
        var run = await first.Host.StartAsync(new RunCommand(FlowText.Parse("ask: test.ask {\"hours\": 5}")), cancellationToken);
        await run.Journal.WaitForAsync<RunWaiting>();
        var asked = run.OpenQuestions.Single();

        var second = new LivedProgram(store.CutAt(run.Id, int.MaxValue));
        await second.ContinueAsync(cancellationToken);
        var waiting = second.Host.ListWaiting().Single();
        var open = waiting.OpenQuestions.Single();
        var answered = waiting.TryAnswer(open, new HumanAnswer(true) { Comment = "go" });
        var events = await second.EventsAsync(run.Id, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answered, Is.True);
            Assert.That((open.Id, open.Question.Until), Is.EqualTo((asked.Id, asked.Question.Until)));
            Assert.That(events.OfType<RunWaiting>().Count(), Is.EqualTo(1));
            Assert.That(RunSnapshot.Of(events).Nodes["ask"].TextOf("text"), Is.EqualTo("yes go"));
        }
    }

    [Test]
    public async Task Answer_whose_run_ends_before_anybody_asks_for_it_is_kept(CancellationToken cancellationToken)
    {
        var program = new LivedProgram(new MemoryUnfinishedRuns());
        var run = await program.Host.StartAsync(new RunCommand(FlowText.Parse("ask: test.ask")), cancellationToken);
        await run.Journal.WaitForAsync<RunWaiting>();

        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));
        await run.Completion.WaitAsync(cancellationToken);

        Assert.That(async () => await run.KeepAsync(cancellationToken), Throws.Nothing);
    }

    [Test]
    public async Task Answer_that_was_kept_is_not_asked_for_again(CancellationToken cancellationToken)
    {
        var (whole, kept) = await WholeAsync("ask: test.ask", cancellationToken);
        var resumed = whole.ToList().FindIndex(next => next is RunResumed);
        var program = new LivedProgram(MemoryUnfinishedRuns.Of(kept, whole.Take(resumed + 1)));

        await program.ContinueAsync(cancellationToken);
        var events = await program.EventsAsync(kept.RunId, cancellationToken);

        Assert.That(RunSnapshot.Of(events).Nodes["ask"].TextOf("text"), Is.EqualTo("yes "));
        Assert.That(events.OfType<RunWaiting>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Run_that_is_kept_as_a_whole_begins_anew_unless_it_had_changed_something(CancellationToken cancellationToken)
    {
        const string Flow = """
            a: test.append {"suffix": "1"}
            s: test.source
            send: test.effect
            hang: test.hang
            s.text -> a.text
            a.text -> send.text
            """;
        var store = new MemoryUnfinishedRuns();
        var first = new LivedProgram(store, gate: new Gate());
        var run = await first.Host.StartAsync(new RunCommand(FlowText.Parse(Flow)) { Durability = RunDurability.Run }, cancellationToken);
        await UntilAsync(() => first.Calls["send"] == 1, cancellationToken);
        var kept = await store.ReadAsync(run.Id, cancellationToken);

        var second = new LivedProgram(store.CutAt(run.Id, int.MaxValue));
        await second.ContinueAsync(cancellationToken);
        var events = await second.EventsAsync(run.Id, cancellationToken);

        Assert.That(kept.OfType<NodeStarted>().Any(node => node.Node == "send"), Is.True);
        Assert.That((second.Calls["a"], second.Calls["send"]), Is.EqualTo((0, 0)));
        Assert.That((events[^1] as RunFailed)?.Fault.Code, Is.EqualTo("node.interrupted"));
    }

    [Test]
    public async Task Run_that_is_not_to_be_kept_leaves_nothing(CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var program = new LivedProgram(store);

        await program.Host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")) { Durability = RunDurability.None }, cancellationToken);

        Assert.That(await store.ListAsync(cancellationToken), Is.Empty);
    }

    [Test]
    public async Task Journal_that_cannot_be_written_ends_the_run_and_says_so(CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var program = new LivedProgram(store, gate: new Gate());
        var run = await program.Host.StartAsync(new RunCommand(FlowText.Parse("ask: test.ask\nhang: test.hang")), cancellationToken);
        await run.Journal.WaitForAsync<RunWaiting>();

        store.IsFull = true;
        run.TryAnswer(run.OpenQuestions.Single(), new HumanAnswer(true));
        var end = await run.Completion.WaitAsync(cancellationToken);

        Assert.That((end as RunFailed)?.Fault.Code, Is.EqualTo("run.not-kept"));
    }

    [Test]
    public async Task Run_that_is_kept_stays_readable_until_the_archive_takes_it_however_long_that_is(CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var program = new LivedProgram(store, time: new HurriedTime(TimeSpan.FromMinutes(1)));
        program.Archive.Fail(saves: 10);
        var run = await program.Host.StartAsync(new RunCommand(FlowText.Parse("in: test.source")), cancellationToken);

        await run.Completion.WaitAsync(cancellationToken);
        await program.Host.WhenArchivedAsync(run.Id).WaitAsync(cancellationToken);
        var shown = await program.Host.FindAsync(run.Id, cancellationToken);
        await UntilAsync(() => program.Host.LiveCount == 0, cancellationToken);

        Assert.That(shown?.Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(program.Archive.Saves, Is.EqualTo(11));
        Assert.That(await store.ListAsync(cancellationToken), Is.Empty);
    }

    [Test]
    [Hazard("REL-37")]
    public async Task Rel37_run_whose_journal_has_a_gap_ends_and_says_so_and_what_came_before_it_is_kept(CancellationToken cancellationToken)
    {
        var (whole, kept) = await WholeAsync(Chain, cancellationToken);
        var store = MemoryUnfinishedRuns.Of(kept, [.. whole.Take(4), .. whole.Skip(6).Take(2)]);
        var program = new LivedProgram(store);

        await program.ContinueAsync(cancellationToken);
        var events = await program.EventsAsync(kept.RunId, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Take(4).Lines(), Is.EqualTo(whole.Take(4).Lines()));
            Assert.That((events[^1] as RunFailed)?.Fault.Code, Is.EqualTo("run.cannot-continue"));
            Assert.That(program.Calls["b"], Is.Zero);
            Assert.That(await store.ListAsync(cancellationToken), Is.Empty);
        }
    }

    [Test]
    public async Task Start_that_cannot_be_written_is_refused(CancellationToken cancellationToken)
    {
        var program = new LivedProgram(new MemoryUnfinishedRuns { IsFull = true });

        Assert.That(async () => await program.Host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")), cancellationToken), Throws.TypeOf<IOException>());
        Assert.That(program.Host.LiveCount, Is.Zero);
    }

    [Test]
    [Hazard("REL-5")]
    public async Task REL_5_run_that_is_under_way_at_three_ends_of_the_program_is_not_continued(CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var first = new LivedProgram(store);
        var hanging = await first.Host.StartAsync(new RunCommand(FlowText.Parse("hang: test.hang")), cancellationToken);
        var waiting = await first.Host.StartAsync(new RunCommand(FlowText.Parse("ask: test.ask")), cancellationToken);
        await waiting.Journal.WaitForAsync<RunWaiting>();
        for (var death = 1; death < RunsToContinue.MostDeaths; death++)
        {
            var next = new LivedProgram(store);
            await next.ContinueAsync(cancellationToken);
            Assert.That(next.Host.FindLive(hanging.Id), Is.Not.Null, $"death {death}");
        }

        var last = new LivedProgram(store);
        await last.ContinueAsync(cancellationToken);
        var events = await last.EventsAsync(hanging.Id, cancellationToken);

        Assert.That((events[^1] as RunFailed)?.Fault.Code, Is.EqualTo("run.quarantined"));
        Assert.That(events.OfType<NodeCancelled>().Count(), Is.EqualTo(1));
        Assert.That(last.Host.ListWaiting().Select(run => run.Id), Is.EqualTo(new[] { waiting.Id }));
    }

    [Test]
    public async Task Run_whose_node_is_gone_ends_and_says_so(CancellationToken cancellationToken)
    {
        var (whole, kept) = await WholeAsync(Chain, cancellationToken);
        var program = new LivedProgram(MemoryUnfinishedRuns.Of(kept, whole.Take(5)), catalogue: NodeCatalogue.FromClasses(typeof(InputTestNode), typeof(ResultTestNode)));

        await program.ContinueAsync(cancellationToken);
        var events = await program.EventsAsync(kept.RunId, cancellationToken);

        Assert.That((events[^1] as RunFailed)?.Fault.Code, Is.EqualTo("run.cannot-continue"));
    }

    [Test]
    public async Task Program_that_stops_in_order_leaves_its_runs_to_the_next_start(CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var first = new LivedProgram(store);
        var run = await first.Host.StartAsync(Command(Everything), cancellationToken);
        await run.Journal.WaitForAsync<RunWaiting>();

        await first.Host.StopAsync(cancellationToken);
        var left = (await store.ListAsync(cancellationToken)).Single();
        var second = new LivedProgram(store);
        await second.ContinueAsync(cancellationToken);
        await AnswerAsync(second, run.Id);
        var events = await second.EventsAsync(run.Id, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((left.IsAtRest, left.Deaths, run.IsSuspended), Is.EqualTo((true, 0, true)));
            Assert.That(events[^1], Is.TypeOf<RunCompleted>());
            Assert.That(events.OfType<NodeCancelled>(), Is.Empty);
            Assert.That(async () => await first.Host.StartAsync(Command(Chain), cancellationToken), Throws.TypeOf<HostStoppingException>());
        }
    }

    [Test]
    public async Task Program_that_stops_in_order_gives_runs_the_time_that_is_set(CancellationToken cancellationToken)
    {
        var gate = new Gate();
        var program = new LivedProgram(new MemoryUnfinishedRuns(), new RunLimits { StopTime = TimeSpan.FromMinutes(1) }, gate: gate);
        var run = await program.Host.StartAsync(new RunCommand(FlowText.Parse("send: test.effect")), cancellationToken);

        var stopping = program.Host.StopAsync(cancellationToken);
        gate.Open();
        await stopping;

        Assert.That(await run.Completion, Is.TypeOf<RunCompleted>());
    }

    private static RunCommand Command(string flow) =>
        new(FlowText.Parse(flow)) { Inputs = flow.Contains("test.input", StringComparison.Ordinal) ? FlowHarness.Inputs(new { question = "x" }) : FlowHarness.Inputs(null) };

    // A run from beginning to end, and what the store held of it.
    private static async Task<(IReadOnlyList<RunEvent> Events, UnfinishedRun Kept)> WholeAsync(string flow, CancellationToken cancellationToken)
    {
        var store = new MemoryUnfinishedRuns();
        var program = new LivedProgram(store);
        var ends = new TaskCompletionSource();
        program.Archive.BeforeSave = () => ends.Task;
        var run = await program.Host.StartAsync(Command(flow), cancellationToken);
        var kept = (await store.ListAsync(cancellationToken)).Single();
        ends.SetResult();
        await AnswerAsync(program, run.Id);
        return (await program.EventsAsync(run.Id, cancellationToken), kept);
    }

    private static async Task AnswerAsync(LivedProgram program, string runId)
    {
        if (program.Host.FindLive(runId) is not { } run || !run.Flow.Nodes.Any(node => node.Type == "test.ask")) return;
        using var patience = new CancellationTokenSource(Soon);
        while (await run.RestsAsync(patience.Token) && run.OpenQuestions is [var open, ..])
        {
            run.TryAnswer(open, new HumanAnswer(true));
            if (run.OpenQuestions.IsEmpty) return;
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo()) await Task.Delay(5, cancellationToken);
    }

    private static Dictionary<string, string> Outputs(IReadOnlyList<RunEvent> events) =>
        ((events[^1] as RunCompleted) ?? throw new InvalidOperationException(events[^1].ToString())).Outputs.ToDictionary(output => output.Key, output => output.Value.GetRawText());

    private static bool IsEnd(NodeEvent next) => next is NodeCompleted or NodeFailed or NodeSkipped or NodeCancelled;
}
