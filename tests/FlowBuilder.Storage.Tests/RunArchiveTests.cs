using System.Text.Json;
using Dapper;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RunArchiveTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_run_comes_back_whole_from_another_process()
    {
        var run = RunSamples.Record("r1", RunSamples.Noon.AddTicks(1_234_567)) with
        {
            FlowId = "f1",
            Session = "세션",
            Status = RunStatus.Failed,
            Usage = new TokenUsage(3, 4, 0.000_001m),
            Fault = new NodeFault("node.internal", FaultKind.Internal, LocalText.Of("broke", "고장")) { TraceId = "t" },
            FailedNode = "each[3]/answer",
        };
        await using (var host = new StorageHost(_folder)) await host.Runs.SaveAsync(run, [], CancellationToken.None);

        await using var reopened = new StorageHost(_folder);
        Assert.That(await reopened.Runs.FindAsync("r1", CancellationToken.None), Is.EqualTo(run));
        Assert.That(await reopened.Runs.FindAsync("r2", CancellationToken.None), Is.Null);
        Assert.That(await reopened.Runs.ReadAllAsync("r1"), Is.Empty);
        Assert.That(await reopened.Runs.ReadAllAsync("r2"), Is.Empty);
    }

    [Test]
    public async Task Every_type_of_event_comes_back_with_the_same_bytes()
    {
        var events = RunSamples.EveryType();
        Assert.That(
            events.Select(runEvent => runEvent.GetType()).Distinct(),
            Is.EquivalentTo(typeof(RunEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunEvent)) && !type.IsAbstract)),
            "the sample holds every type there is");

        await using var host = new StorageHost(_folder);
        await host.Runs.SaveAsync(RunSamples.Record("r1"), events, CancellationToken.None);

        var read = await host.Runs.ReadAllAsync("r1");
        Assert.That(read.Select(RunSamples.Json), Is.EqualTo(events.Select(RunSamples.Json)));
    }

    [Test]
    public async Task A_reader_joins_at_any_number_and_misses_nothing()
    {
        // 3,000 deltas of about 200 bytes: many chunks.
        var events = RunSamples.Stamped(Enumerable.Range(1, 3000).Select(i => new NodeDelta { Node = "n", Port = "text", Text = new string('가', i % 50) }));
        await using var host = new StorageHost(_folder);
        await host.Runs.SaveAsync(RunSamples.Record("r1"), events, CancellationToken.None);
        Assert.That(Scalar("SELECT count(*) FROM event_chunks"), Is.InRange(2, 100), "neither one row for all nor one for each");
        Assert.That(Scalar("SELECT max(length(lines)) FROM event_chunks"), Is.LessThanOrEqualTo(64 * 1024));

        for (var after = 0; after <= 3000; after += 93)
        {
            var read = await host.Runs.ReadAllAsync("r1", after);
            Assert.That(read.Select(runEvent => runEvent.Seq), Is.EqualTo(Enumerable.Range(after + 1, 3000 - after)));
        }
    }

    [Test]
    public async Task A_large_value_is_stored_once_and_put_back_everywhere()
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"긴 글 \"{i}\"\n"));
        var json = JsonSerializer.SerializeToElement(new { items = Enumerable.Range(0, 9000) });
        IReadOnlyList<RunEvent> events = RunSamples.Stamped(
            new RunStarted
            {
                RunId = "r1",
                FlowName = "f",
                SemanticHash = "h",
                Inputs = new Dictionary<string, JsonElement> { ["small"] = RunSamples.Text("s"), ["large"] = RunSamples.Text(text) },
            },
            RunSamples.Output(text),
            RunSamples.Output(json),
            RunSamples.Output(text),
            new RunCompleted
            {
                Outputs = new Dictionary<string, JsonElement> { ["a"] = json, ["b"] = RunSamples.Text(text), ["c"] = json },
                DurationMs = 1,
            });

        await using var host = new StorageHost(_folder);
        await host.Runs.SaveAsync(RunSamples.Record("r1"), events, CancellationToken.None);
        await host.Runs.SaveAsync(RunSamples.Record("r2"), events, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Scalar("SELECT count(*) FROM blobs"), Is.EqualTo(2));
            Assert.That(Scalar("SELECT max(length(lines)) FROM event_chunks"), Is.LessThan(16 * 1024));
            foreach (var run in (string[])["r1", "r2"])
                Assert.That((await host.Runs.ReadAllAsync(run)).Select(RunSamples.Json), Is.EqualTo(events.Select(RunSamples.Json)));
            Assert.That((await host.Runs.ReadAllAsync("r1", 4)).Select(RunSamples.Json), Is.EqualTo(new[] { RunSamples.Json(events[4]) }));
        }
    }

    [Test]
    public async Task A_value_nested_as_deep_as_is_read_from_outside_comes_back()
    {
        var deep = JsonDocument.Parse(new string('[', 64) + new string(']', 64)).RootElement;
        await using var host = new StorageHost(_folder);
        await host.Runs.SaveAsync(
            RunSamples.Record("r1"),
            RunSamples.Stamped(new RunCompleted { DurationMs = 1, Outputs = new Dictionary<string, JsonElement> { ["deep"] = deep } }),
            CancellationToken.None);

        var read = (RunCompleted)(await host.Runs.ReadAllAsync("r1")).Single();
        Assert.That(read.Outputs["deep"].GetRawText(), Is.EqualTo(deep.GetRawText()));
    }

    [Test]
    public async Task Storing_a_run_again_changes_nothing()
    {
        await using var host = new StorageHost(_folder);
        var run = RunSamples.Record("r1");
        await host.Runs.SaveAsync(run, RunSamples.EveryType(), CancellationToken.None);
        await host.Runs.SaveAsync(run with { FlowName = "Other" }, RunSamples.Stamped(new NodeStarted { Node = "x" }), CancellationToken.None);

        Assert.That(await host.Runs.FindAsync("r1", CancellationToken.None), Is.EqualTo(run));
        Assert.That(await host.Runs.ReadAllAsync("r1"), Has.Count.EqualTo(RunSamples.EveryType().Count));
    }

    [Test]
    public async Task Events_out_of_order_are_refused()
    {
        await using var host = new StorageHost(_folder);
        var events = RunSamples.Stamped(new NodeStarted { Node = "a" }, new NodeStarted { Node = "b" });
        Assert.That(
            async () => await host.Runs.SaveAsync(RunSamples.Record("r1"), [events[1], events[0]], CancellationToken.None),
            Throws.ArgumentException);
        Assert.That(await host.Runs.FindAsync("r1", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_list_filters_pages_and_shows_the_latest_first()
    {
        await using var host = new StorageHost(_folder);
        for (var i = 0; i < 20; i++)
        {
            var run = RunSamples.Record($"r{i:00}", RunSamples.Noon.AddMinutes(i)) with
            {
                FlowId = i % 2 == 0 ? "even" : "odd",
                Session = i % 5 == 0 ? "fives" : null,
                Status = i % 4 == 0 ? RunStatus.Failed : RunStatus.Completed,
            };
            await host.Runs.SaveAsync(run, [], CancellationToken.None);
        }

        async Task<string> Ids(RunQuery query) =>
            string.Join(' ', (await host.Runs.ListAsync(query, CancellationToken.None)).Select(run => run.RunId));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Ids(new RunQuery(Limit: 3)), Is.EqualTo("r19 r18 r17"));
            Assert.That(await Ids(new RunQuery(Before: RunSamples.Noon.AddMinutes(17), Limit: 2)), Is.EqualTo("r16 r15"));
            Assert.That(await Ids(new RunQuery(FlowId: "even", Status: RunStatus.Failed)), Is.EqualTo("r16 r12 r08 r04 r00"));
            Assert.That(await Ids(new RunQuery(Session: "fives")), Is.EqualTo("r15 r10 r05 r00"));
            Assert.That(await Ids(new RunQuery(FlowId: "none")), Is.Empty);
            Assert.That(async () => await Ids(new RunQuery(Limit: 0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(async () => await Ids(new RunQuery(Limit: 1001)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public async Task Feedback_is_kept_in_order_and_only_for_runs_that_exist()
    {
        await using var host = new StorageHost(_folder);
        await host.Runs.SaveAsync(RunSamples.Record("r1"), [], CancellationToken.None);
        var first = new RunFeedback(1, null, null, RunSamples.Noon.AddTicks(1));
        var second = new RunFeedback(-0.5, "'); DROP TABLE runs; --", "each[3]/answer", RunSamples.Noon.AddTicks(2));

        Assert.That(await host.Runs.AddFeedbackAsync("r1", second, CancellationToken.None), Is.True);
        Assert.That(await host.Runs.AddFeedbackAsync("r1", first, CancellationToken.None), Is.True);
        Assert.That(await host.Runs.AddFeedbackAsync("r2", first, CancellationToken.None), Is.False);
        Assert.That(await host.Runs.ListFeedbackAsync("r1", CancellationToken.None), Is.EqualTo(new[] { first, second }));
        foreach (var score in (double[])[1.01, -2, double.NaN])
        {
            Assert.That(
                async () => await host.Runs.AddFeedbackAsync("r1", first with { Score = score }, CancellationToken.None),
                Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private long Scalar(string sql)
    {
        using var connection = _folder.Connect();
        return connection.ExecuteScalar<long>(sql);
    }
}
