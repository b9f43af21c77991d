using FlowBuilder.Core.Flows;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FlowStoreTests : IDisposable
{
    private static readonly Flow Sample = new() { Name = "답변", Description = "Finds and answers.", Tags = ["rag", "한국어"] };

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_flow_comes_back_from_another_process_as_it_was_saved()
    {
        string id;
        byte[] saved;
        var flow = KilledFlow.At(7) with { Tags = ["a"] };
        await using (var host = new StorageHost(_folder))
        {
            var created = await host.Flows.CreateAsync(flow, CancellationToken.None);
            Assert.That((created.Revision, created.UpdatedAt), Is.EqualTo((1L, host.Clock.Now)));
            Assert.That(created.Id, Does.Match("^[0-9a-z]{12}$"));
            (id, saved) = (created.Id, host.Get<FlowFormat>().Write(created.Flow));
        }

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Flows.FindAsync(id, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((found!.Id, found.Revision, found.UpdatedAt), Is.EqualTo((id, 1L, reopened.Clock.Now)));
            Assert.That(reopened.Get<FlowFormat>().Write(found.Flow), Is.EqualTo(saved));
            Assert.That(found.Flow.IsWholeAt(7), Is.True);
        }
    }

    [Test]
    public async Task Saving_raises_the_revision_and_replaces_what_a_list_shows()
    {
        await using var host = new StorageHost(_folder);
        var created = await host.Flows.CreateAsync(Sample, CancellationToken.None);
        host.Clock.Now += TimeSpan.FromMinutes(1);
        var saved = await host.Flows.SaveAsync(created.Id, Sample with { Name = "New", Tags = [] }, 1, CancellationToken.None);

        var summary = (await host.Flows.ListAsync(CancellationToken.None)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((saved!.Revision, saved.UpdatedAt), Is.EqualTo((2L, host.Clock.Now)));
            Assert.That(summary with { Tags = [] }, Is.EqualTo(new FlowSummary(created.Id, 2, "New", Sample.Description, [], host.Clock.Now)));
            Assert.That(summary.Tags, Is.Empty);
            Assert.That((await host.Flows.FindAsync(created.Id, CancellationToken.None))!.Flow.Name, Is.EqualTo("New"));
        }
    }

    [Test]
    public async Task A_save_from_another_revision_is_a_conflict_that_names_the_stored_one_and_writes_nothing()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id;
        await host.Flows.SaveAsync(id, Sample with { Name = "Second" }, 1, CancellationToken.None);

        foreach (var stale in (long[])[0, 1, 3, long.MaxValue])
        {
            var conflict = Assert.ThrowsAsync<FlowConflictException>(
                async () => await host.Flows.SaveAsync(id, Sample with { Name = "Stale" }, stale, CancellationToken.None))!;
            Assert.That((conflict.FlowId, conflict.CurrentRevision), Is.EqualTo((id, 2L)));
        }

        var stored = await host.Flows.FindAsync(id, CancellationToken.None);
        Assert.That((stored!.Revision, stored.Flow.Name), Is.EqualTo((2L, "Second")));
    }

    [Test]
    public async Task The_bin_hides_a_flow_and_gives_it_back_as_it_was()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id;
        var other = (await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id;

        Assert.That(await host.Flows.RestoreAsync(id, CancellationToken.None), Is.False, "not in the bin");
        Assert.That(await host.Flows.DeleteAsync(id, CancellationToken.None), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Flows.DeleteAsync(id, CancellationToken.None), Is.False);
            Assert.That(await host.Flows.FindAsync(id, CancellationToken.None), Is.Null);
            Assert.That(await host.Flows.SaveAsync(id, Sample, 1, CancellationToken.None), Is.Null);
            Assert.That(await IdsAsync(host.Flows.ListAsync(CancellationToken.None)), Is.EqualTo(new[] { other }));
            Assert.That(await IdsAsync(host.Flows.ListBinAsync(CancellationToken.None)), Is.EqualTo(new[] { id }));
        }

        Assert.That(await host.Flows.RestoreAsync(id, CancellationToken.None), Is.True);
        var restored = await host.Flows.FindAsync(id, CancellationToken.None);
        Assert.That((restored!.Revision, restored.Flow.Name), Is.EqualTo((1L, Sample.Name)));
        Assert.That(await host.Flows.ListBinAsync(CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Only_a_flow_in_the_bin_can_be_removed_for_good()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id;

        Assert.That(await host.Flows.PurgeAsync(id, CancellationToken.None), Is.False, "not in the bin");
        await host.Flows.DeleteAsync(id, CancellationToken.None);
        var deleted = (await host.Flows.ListBinAsync(CancellationToken.None)).Single();
        Assert.That(await host.Flows.PurgeAsync(id, CancellationToken.None), Is.True);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deleted.DeletedAt, Is.EqualTo(host.Clock.Now));
            Assert.That(await host.Flows.ListBinAsync(CancellationToken.None), Is.Empty);
            Assert.That(await host.Flows.RestoreAsync(id, CancellationToken.None), Is.False);
            Assert.That(await host.Flows.PurgeAsync(id, CancellationToken.None), Is.False);
        }
    }

    [Test]
    public async Task Lists_show_the_last_saved_and_the_last_deleted_first()
    {
        await using var host = new StorageHost(_folder);
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id);
            host.Clock.Now += TimeSpan.FromTicks(1);
        }

        await host.Flows.SaveAsync(ids[1], Sample, 1, CancellationToken.None);
        foreach (var i in (int[])[3, 0])
        {
            host.Clock.Now += TimeSpan.FromTicks(1);
            await host.Flows.DeleteAsync(ids[i], CancellationToken.None);
        }

        Assert.That(await IdsAsync(host.Flows.ListAsync(CancellationToken.None)), Is.EqualTo(new[] { ids[1], ids[2] }));
        Assert.That(await IdsAsync(host.Flows.ListBinAsync(CancellationToken.None)), Is.EqualTo(new[] { ids[0], ids[3] }));
    }

    [Test]
    public async Task An_id_that_is_not_there_is_not_found()
    {
        await using var host = new StorageHost(_folder);
        foreach (var id in (string[])["none", "", "' OR 1=1 --"])
        {
            Assert.That(await host.Flows.FindAsync(id, CancellationToken.None), Is.Null);
            Assert.That(await host.Flows.SaveAsync(id, Sample, 1, CancellationToken.None), Is.Null);
            Assert.That(await host.Flows.DeleteAsync(id, CancellationToken.None), Is.False);
            Assert.That(await host.Flows.RestoreAsync(id, CancellationToken.None), Is.False);
        }
    }

    [Test]
    public async Task Eight_writers_of_their_own_flows_lose_no_save()
    {
        await using var host = new StorageHost(_folder);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var flow = await host.Flows.CreateAsync(KilledFlow.At(1), CancellationToken.None);
            for (var i = 1; i < 200; i++)
                flow = (await host.Flows.SaveAsync(flow.Id, KilledFlow.At(flow.Revision + 1), flow.Revision, CancellationToken.None))!;
            return flow.Id;
        })));

        foreach (var id in ids)
        {
            var stored = (await host.Flows.FindAsync(id, CancellationToken.None))!;
            Assert.That(stored.Revision, Is.EqualTo(200));
            Assert.That(stored.Flow.IsWholeAt(200), Is.True);
        }
    }

    [Test]
    public async Task Of_eight_writers_of_one_flow_each_revision_has_one_winner()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Flows.CreateAsync(KilledFlow.At(1), CancellationToken.None)).Id;
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var (revision, wins) = (1L, 0);
            while (revision < 200)
            {
                try
                {
                    revision = (await host.Flows.SaveAsync(id, KilledFlow.At(revision + 1), revision, CancellationToken.None))!.Revision;
                    wins++;
                }
                catch (FlowConflictException conflict)
                {
                    revision = conflict.CurrentRevision;
                }
            }

            return wins;
        })));

        var stored = (await host.Flows.FindAsync(id, CancellationToken.None))!;
        Assert.That(stored.Revision - 1, Is.EqualTo(won.Sum()));
        Assert.That(stored.Flow.IsWholeAt(stored.Revision), Is.True);
    }

    [Test]
    public async Task A_flow_that_this_program_cannot_read_is_listed_kept_and_said_to_be_so()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id;
        var foreign = """{"format":"flowbuilder/99","all":"different"}"""u8.ToArray();
        await using var other = _folder.Connect();
        await using (var command = other.CreateCommand())
        {
            command.CommandText = "UPDATE flows SET document = $document";
            command.Parameters.AddWithValue("$document", foreign);
            await command.ExecuteNonQueryAsync();
        }

        var refusal = Assert.ThrowsAsync<StorageException>(async () => await host.Flows.FindAsync(id, CancellationToken.None))!;
        Assert.That(await host.Flows.DeleteAsync(id, CancellationToken.None), Is.True);
        Assert.That(await host.Flows.RestoreAsync(id, CancellationToken.None), Is.True);
        await using var reading = other.CreateCommand();
        reading.CommandText = "SELECT document FROM flows";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Code, Is.EqualTo(StorageException.FlowUnreadable));
            Assert.That(refusal.Text.English, Does.Contain(Sample.Name).And.Contain(id));
            Assert.That((await host.Flows.ListAsync(CancellationToken.None)).Single().Name, Is.EqualTo(Sample.Name));
            Assert.That(await reading.ExecuteScalarAsync(), Is.EqualTo(foreign));
        }
    }

    [Test]
    public async Task A_flow_that_could_not_run_or_be_imported_is_stored_and_opened_as_it_was_drawn()
    {
        var drawn = new Flow
        {
            Name = "Half finished",
            Nodes = [Node("a", "unknown.type"), Node("b", "unknown.type"), Node("b", "unknown.type")],
            Edges = [Edge("a.out", "gone.in"), Edge("a.out", "b.in"), Edge("b.out", "a.in")],
        };
        await using var host = new StorageHost(_folder);
        var format = host.Get<FlowFormat>();
        Assert.That(format.Read(format.Write(drawn)).Flow, Is.Null, "as a file it is refused");

        var id = (await host.Flows.CreateAsync(drawn, CancellationToken.None)).Id;
        var found = await host.Flows.FindAsync(id, CancellationToken.None);
        Assert.That(format.Write(found!.Flow), Is.EqualTo(format.Write(drawn)));
    }

    [Test]
    public async Task A_flow_that_could_not_be_read_back_is_refused_and_the_stored_one_stays()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Flows.CreateAsync(Sample, CancellationToken.None)).Id;
        var broken = Sample with { Nodes = [Node("a", "")] };

        var refusal = Assert.ThrowsAsync<StorageException>(async () => await host.Flows.SaveAsync(id, broken, 1, CancellationToken.None))!;
        var creation = Assert.ThrowsAsync<StorageException>(async () => await host.Flows.CreateAsync(broken, CancellationToken.None))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal.Code, creation.Code), Is.EqualTo((StorageException.FlowRefused, StorageException.FlowRefused)));
            Assert.That(refusal.Text.English, Does.Contain("$.nodes[0].type"));
            Assert.That((await host.Flows.FindAsync(id, CancellationToken.None))!.Revision, Is.EqualTo(1));
            Assert.That(await host.Flows.ListAsync(CancellationToken.None), Has.Count.EqualTo(1));
        }
    }

    private static FlowNode Node(string id, string type) => new() { Id = new NodeId(id), Type = type };

    private static FlowEdge Edge(string from, string to) => new(Address(from), Address(to));

    private static PortAddress Address(string text) => new(new NodeId(text.Split('.')[0]), text.Split('.')[1]);

    private static async Task<IEnumerable<string>> IdsAsync(ValueTask<IReadOnlyList<FlowSummary>> summaries) =>
        (await summaries).Select(summary => summary.Id);
}
