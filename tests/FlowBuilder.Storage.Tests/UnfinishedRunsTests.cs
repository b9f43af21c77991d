using System.Text;
using Dapper;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Ports;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class UnfinishedRunsTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Run_and_its_journal_come_back_whole_from_another_process_group_by_group()
    {
        var events = RunSamples.EveryType();
        await using (var host = new StorageHost(_folder))
        {
            var runs = host.Get<IUnfinishedRuns>();
            await runs.AddAsync(Run("r1"), [events[0]], CancellationToken.None);
            await runs.AddAsync(Run("r1") with { Start = "{}" }, [events[0]], CancellationToken.None);
            await runs.AddAsync(Run("r2"), [events[0]], CancellationToken.None);
            for (var i = 1; i < events.Count; i += 5)
                runs.Append([new EventGroup("r1", [.. events.Skip(i).Take(5)]), new EventGroup("gone", [events[i]])]);
            await runs.NoteAsync([Run("r2") with { Deaths = 2, IsAtRest = true }], CancellationToken.None);
        }

        await using var reopened = new StorageHost(_folder);
        var read = reopened.Get<IUnfinishedRuns>();
        var listed = await read.ListAsync(CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.Select(run => (run.RunId, run.Start, run.Deaths, run.IsAtRest)), Is.EqualTo(new[] { ("r1", """{"a":1}""", 0, false), ("r2", """{"a":1}""", 2, true) }));
            Assert.That(listed.Select(run => Encoding.UTF8.GetString(run.Flow.Span)), Is.All.EqualTo("flow"));
            Assert.That((await read.ReadAsync("r1", CancellationToken.None)).Select(RunSamples.Json), Is.EqualTo(events.Select(RunSamples.Json)));
            Assert.That(await read.ReadAsync("r2", CancellationToken.None), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task What_many_runs_say_in_one_moment_comes_back_to_each_of_them()
    {
        var events = RunSamples.EveryType();
        string[] ids = [.. Enumerable.Range(0, 300).Select(number => $"run-{number}")];
        await using (var host = new StorageHost(_folder))
        {
            var runs = host.Get<IUnfinishedRuns>();
            foreach (var id in ids) await runs.AddAsync(Run(id), [events[0]], CancellationToken.None);
            for (var i = 1; i < events.Count; i++) runs.Append([.. ids.Select(id => new EventGroup(id, [events[i]], MayShare: true)), new EventGroup("gone", [events[i]], MayShare: true)]);
            Assert.That(await CountAsync("unfinished_groups"), Is.GreaterThan(0));
        }

        await using var reopened = new StorageHost(_folder);
        var read = reopened.Get<IUnfinishedRuns>();
        foreach (var id in (string[])[ids[0], ids[150], ids[^1]])
            Assert.That((await read.ReadAsync(id, CancellationToken.None)).Select(RunSamples.Json), Is.EqualTo(events.Select(RunSamples.Json)), id);
        Assert.That(await CountAsync("unfinished_groups"), Is.Zero);
    }

    [Test]
    public async Task Rows_of_many_runs_go_when_each_has_ended_or_has_its_events_for_itself()
    {
        var events = RunSamples.EveryType();
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => $"run-{number}")];
        await using var host = new StorageHost(_folder);
        var runs = host.Get<IUnfinishedRuns>();
        foreach (var id in ids) await runs.AddAsync(Run(id), [events[0]], CancellationToken.None);
        runs.Append([.. ids.Select(id => new EventGroup(id, [events[1], events[2]], MayShare: true))]);

        foreach (var id in ids[..10]) await host.Runs.SaveAsync(RunSamples.Record(id), events, CancellationToken.None);
        runs.Append([.. ids[10..19].Select(id => new EventGroup(id, [events[1], events[2], events[3]]))]);
        runs.Append([new EventGroup(ids[19], [events[3]])]);
        var before = await CountAsync("unfinished_groups");
        runs.Append([new EventGroup(ids[19], [events[1], events[2], events[3], events[4]])]);
        runs.Append([]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.EqualTo(0).Or.EqualTo(1));
            Assert.That(await CountAsync("unfinished_groups"), Is.Zero);
            Assert.That((await runs.ReadAsync(ids[12], CancellationToken.None)).Select(RunSamples.Json), Is.EqualTo(events.Take(4).Select(RunSamples.Json)));
            Assert.That((await runs.ReadAsync(ids[19], CancellationToken.None)).Select(RunSamples.Json), Is.EqualTo(events.Take(5).Select(RunSamples.Json)));
        }
    }

    [Test]
    public async Task What_is_written_with_others_and_once_more_by_itself_comes_back_once_and_in_order()
    {
        var events = RunSamples.EveryType();
        await using var host = new StorageHost(_folder);
        var runs = host.Get<IUnfinishedRuns>();
        await runs.AddAsync(Run("r1"), [events[0]], CancellationToken.None);

        runs.Append([new EventGroup("r1", [events[1], events[2]], MayShare: true)]);
        runs.Append([new EventGroup("r1", [events[3]])]);
        runs.Append([new EventGroup("r1", [events[4]], MayShare: true)]);
        runs.Append([new EventGroup("r1", [.. events.Skip(1).Take(5)])]);

        Assert.That((await runs.ReadAsync("r1", CancellationToken.None)).Select(RunSamples.Json), Is.EqualTo(events.Take(6).Select(RunSamples.Json)));
    }

    [Test]
    [Hazard("REL-37")]
    public async Task Rel37_a_damaged_row_of_many_runs_is_the_affair_of_those_that_it_names()
    {
        var events = RunSamples.EveryType();
        await using (var host = new StorageHost(_folder))
        {
            var runs = host.Get<IUnfinishedRuns>();
            foreach (var id in (string[])["first", "second", "third", "other"]) await runs.AddAsync(Run(id), [events[0]], CancellationToken.None);
            runs.Append([.. ((string[])["first", "second", "third"]).Select(id => new EventGroup(id, [events[1]], MayShare: true))]);
            runs.Append([new EventGroup("other", [events[1]], MayShare: true)]);
        }

        using (var connection = _folder.Connect())
        {
            var row = await connection.QueryFirstAsync<byte[]>("SELECT entries FROM unfinished_groups ORDER BY number");
            var second = row.AsSpan().IndexOf("second\n"u8);
            row[second - 2] = (byte)'x';
            row[second - 3] = (byte)'x';
            await connection.ExecuteAsync("UPDATE unfinished_groups SET entries = @row WHERE number = (SELECT min(number) FROM unfinished_groups)", new { row });
        }

        await using var reopened = new StorageHost(_folder);
        var read = reopened.Get<IUnfinishedRuns>();
        using (Assert.EnterMultipleScope())
        {
            foreach (var id in (string[])["first", "other"])
                Assert.That((await read.ReadAsync(id, CancellationToken.None)).Select(RunSamples.Json), Is.EqualTo(events.Take(2).Select(RunSamples.Json)), id);
            foreach (var id in (string[])["second", "third"])
                Assert.That(async () => await read.ReadAsync(id, CancellationToken.None), Throws.TypeOf<DamagedJournalException>().With.Matches<DamagedJournalException>(damage => damage.Readable.Count == 1), id);
        }
    }

    [Test]
    public async Task Large_value_of_a_journal_comes_back()
    {
        await using var host = new StorageHost(_folder);
        var runs = host.Get<IUnfinishedRuns>();
        var text = new string('가', 200_000);
        var large = RunSamples.EveryType().OfType<NodeOutputGiven>().First() with { Output = PortValue.Of(text) };
        await runs.AddAsync(Run("r1"), [], CancellationToken.None);

        runs.Append([new EventGroup("r1", [large])]);

        var read = (NodeOutputGiven)(await runs.ReadAsync("r1", CancellationToken.None)).Single();
        Assert.That(read.Output.Value, Is.EqualTo(text));
    }

    [Test]
    public async Task Archiving_a_run_takes_it_off_and_what_comes_later_is_passed_over()
    {
        await using var host = new StorageHost(_folder);
        var runs = host.Get<IUnfinishedRuns>();
        var events = RunSamples.EveryType();
        await runs.AddAsync(Run("r1"), [events[0]], CancellationToken.None);
        await runs.AddAsync(Run("r2"), [events[0]], CancellationToken.None);

        await host.Runs.SaveAsync(RunSamples.Record("r1"), events, CancellationToken.None);
        runs.Append([new EventGroup("r1", [events[1]])]);

        Assert.That((await runs.ListAsync(CancellationToken.None)).Select(run => run.RunId), Is.EqualTo(new[] { "r2" }));
        Assert.That(await runs.ReadAsync("r1", CancellationToken.None), Is.Empty);
        Assert.That(await host.Runs.FindAsync("r1", CancellationToken.None), Is.Not.Null);
    }

    private async Task<long> CountAsync(string table)
    {
        using var connection = _folder.Connect();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }

    private static UnfinishedRun Run(string id) => new(id, "flow"u8.ToArray(), """{"a":1}""");
}
