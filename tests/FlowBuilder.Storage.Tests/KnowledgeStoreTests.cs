using System.Collections.Immutable;
using System.Text;
using Dapper;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KnowledgeStoreTests : IDisposable
{
    private const string Model = "model-1";
    private static readonly KnowledgeFault Broken = new("documents.unreadable", LocalText.Of("It is broken.", "손상되었습니다."));

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_knowledge_base_comes_back_from_another_process_with_its_documents_bytes_chunks_and_words()
    {
        await using (var host = new StorageHost(_folder))
        {
            await CreateAsync(host);
            await ReadyAsync(host, Text("one", "원문 text"), Chunk("보증 기간", "보증", "기간"), Chunk("3.5 don't", "3.5", "don't"));
        }

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Get<IKnowledgeStore>().FindAsync("kb", default);
        var document = await reopened.Get<IKnowledgeDocuments>().FindAsync("kb", "one", default);
        var content = await reopened.Get<IKnowledgeDocuments>().ContentAsync("kb", "one", default);
        var chunks = await reopened.Get<IKnowledgeChunks>().ListAsync("kb", "one", 0, 10, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found!.Base.Settings.Splitting.Size, Is.EqualTo(500));
            Assert.That(found.Counts, Is.EqualTo(new KnowledgeCounts(1, 0, 1, 0, 0, 2, "원문 text"u8.Length)));
            Assert.That(document!.State, Is.EqualTo(KnowledgeDocumentState.Ready));
            Assert.That(document.Metadata["lang"], Is.EqualTo("ko"));
            Assert.That(Encoding.UTF8.GetString(content!.Value.Span), Is.EqualTo("원문 text"));
            Assert.That(chunks.Select(chunk => (chunk.Id, chunk.Text)), Is.EqualTo(new[] { ("one:1", "보증 기간"), ("one:2", "3.5 don't") }));
            Assert.That(await FindAsync(reopened, "기간"), Is.EqualTo(new[] { "one:1" }));
            Assert.That(await FindAsync(reopened, "don't"), Is.EqualTo(new[] { "one:2" }));
        }
    }

    [TestCase("\"")]
    [TestCase("a\" OR \"b")]
    [TestCase("NEAR(")]
    [TestCase("words:")]
    [TestCase("*")]
    [TestCase("\u0001ab")]
    public async Task Whatever_a_term_holds_is_looked_up_and_never_understood(string term)
    {
        await using var host = new StorageHost(_folder);
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "1"), Chunk("1", term), Chunk("2", "a", "b", "near", "words"));

        Assert.That(await FindAsync(host, term), Is.EqualTo(new[] { "one:1" }));
    }

    [Test]
    public async Task The_rarer_word_and_the_whole_word_count_for_more()
    {
        await using var host = new StorageHost(_folder);
        await CreateAsync(host);
        NewChunk[] chunks = [Chunk("1", "common", "x"), Chunk("2", "rare", "y"), .. Enumerable.Range(3, 10).Select(i => Chunk($"{i}", "common", "z")),
            Chunk("part", [], ["whole"]), Chunk("whole", ["whole"], [])];
        await ReadyAsync(host, Text("one", "1"), chunks);

        var found = await FindAsync(host, "common", "rare");
        var byPart = await host.Get<IKnowledgeChunks>().SearchAsync("kb", new KeywordTerms(["whole"], ["whole"]), 5, null, default);

        Assert.That(found[0], Is.EqualTo("one:2"));
        Assert.That(byPart.Select(hit => hit.Value), Is.Ordered.Descending);
        Assert.That((await host.Get<IKnowledgeChunks>().FindAsync("kb", [byPart[0].Key], default)).Single().Text, Is.EqualTo("whole"));
    }

    [TestCase("common")]
    [TestCase("rare")]
    [TestCase("common", "rare")]
    [TestCase("common", "rare", "scarce", "absent")]
    public async Task A_large_knowledge_base_gives_the_same_best_chunks_where_rare_words_find_and_frequent_ones_only_weigh(params string[] words)
    {
        await using var host = new StorageHost(_folder);
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "1"), [.. Enumerable.Range(0, 4_000).Select(ChunkOfMany)]);
        var chunks = host.Get<IKnowledgeChunks>();
        var all = (await chunks.NumbersAsync("kb", default)).ToHashSet();

        var found = await chunks.SearchAsync("kb", new KeywordTerms(words, []), 10, null, default);
        var byAll = await chunks.SearchAsync("kb", new KeywordTerms(words, []), 10, all, default);

        Assert.That(found.Select(hit => hit.Key), Is.EqualTo(byAll.Select(hit => hit.Key)));
        Assert.That(found.Select(hit => hit.Value), Is.EqualTo(byAll.Select(hit => hit.Value)).Within(1e-9));
        Assert.That(found, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task A_document_that_is_there_just_so_is_left_alone_and_another_content_puts_it_in_line()
    {
        await using var host = new StorageHost(_folder);
        var documents = host.Get<IKnowledgeDocuments>();
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "same"), Chunk("same", "same"));
        await ReadyAsync(host, File("a.txt", "first"), Chunk("first", "first"));

        var again = await documents.AddAsync("kb", [Text("one", "same"), File("a.txt", "first"), Text(null, "loose"), Text(null, "loose")], default);
        Assert.That(again!.Select(document => document.State), Is.EqualTo(new[]
        {
            KnowledgeDocumentState.Ready, KnowledgeDocumentState.Ready, KnowledgeDocumentState.Waiting, KnowledgeDocumentState.Waiting,
        }));
        Assert.That(again![2].Id, Is.EqualTo(again[3].Id), "A text without an id is known by its content.");

        var changed = (await documents.AddAsync("kb", [File("a.txt", "second")], default))!.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(changed.Id, Is.EqualTo(again[1].Id), "The same file in a new version.");
            Assert.That(changed.State, Is.EqualTo(KnowledgeDocumentState.Waiting));
            Assert.That(await FindAsync(host, "first"), Has.Length.EqualTo(1), "Until its turn has come, it is found as it was.");
        }
    }

    [TestCase("replaced")]
    [TestCase("cancelled")]
    [TestCase("deleted")]
    [TestCase("settings")]
    [TestCase("base deleted")]
    public async Task Work_on_a_document_that_is_not_wanted_any_more_stores_nothing(string reason)
    {
        await using var host = new StorageHost(_folder);
        var (documents, work) = (host.Get<IKnowledgeDocuments>(), host.Get<IKnowledgeWork>());
        await CreateAsync(host);
        await documents.AddAsync("kb", [Text("one", "1")], default);
        var ticket = (await work.ClaimAsync(5, default)).Single();
        await work.KeepAsync(Model, [KeyValuePair.Create(TextHash.Of("1"), new float[] { 1 })], default);

        if (reason == "replaced") await documents.AddAsync("kb", [Text("one", "2")], default);
        if (reason == "cancelled") Assert.That(await documents.CancelAsync("kb", "one", default), Is.True);
        if (reason == "deleted") Assert.That(await documents.DeleteAsync("kb", "one", default), Is.True);
        if (reason == "settings") await host.Get<IKnowledgeStore>().SaveAsync(Base with { Settings = new KnowledgeSettings() }, default);
        if (reason == "base deleted") Assert.That(await host.Get<IKnowledgeStore>().DeleteAsync("kb", default), Is.True);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await work.AdvanceAsync(ticket, KnowledgeDocumentState.Embedding, 1, 0, default), Is.False);
            Assert.That(await work.FailAsync(ticket, Broken, default), Is.False);
            Assert.That(await work.FinishAsync(ticket, Model, [Chunk("1", "1")], default), Is.EqualTo(FinishOutcome.Void));
            Assert.That(await work.ClaimAsync(5, default), Has.Count.EqualTo(reason is "replaced" or "settings" ? 1 : 0));
        }
    }

    [Test]
    public async Task What_was_under_way_is_claimed_again_after_a_restart_once_and_in_order()
    {
        await using (var host = new StorageHost(_folder))
        {
            await CreateAsync(host);
            await host.Get<IKnowledgeDocuments>().AddAsync("kb", [.. Enumerable.Range(1, 5).Select(i => Text($"{i}", $"{i}"))], default);
            var work = host.Get<IKnowledgeWork>();
            var claimed = await work.ClaimAsync(4, default);
            await work.AdvanceAsync(claimed[1], KnowledgeDocumentState.Splitting, 0, 0, default);
            await work.AdvanceAsync(claimed[2], KnowledgeDocumentState.Embedding, 9, 3, default);
            await work.FailAsync(claimed[3], Broken, default);
        }

        await using var reopened = new StorageHost(_folder);
        var again = reopened.Get<IKnowledgeWork>();
        Assert.That(await again.RecoverAsync(default), Is.EqualTo(3));
        var tickets = await again.ClaimAsync(10, default);
        var failed = await reopened.Get<IKnowledgeDocuments>().FindAsync("kb", "4", default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tickets.Select(ticket => (ticket.Document.Id, ticket.Attempt)), Is.EqualTo(new[] { ("1", 2), ("2", 2), ("3", 2), ("5", 1) }));
            Assert.That(await again.ClaimAsync(10, default), Is.Empty);
            Assert.That(failed!.Fault, Is.EqualTo(Broken));
        }
    }

    [Test]
    public async Task A_document_is_ready_only_with_the_vectors_of_all_its_chunks()
    {
        await using var host = new StorageHost(_folder);
        var (work, chunks) = (host.Get<IKnowledgeWork>(), host.Get<IKnowledgeChunks>());
        await CreateAsync(host);
        await host.Get<IKnowledgeDocuments>().AddAsync("kb", [Text("one", "1")], default);
        var ticket = (await work.ClaimAsync(1, default)).Single();
        NewChunk[] made = [Chunk("a", "a"), Chunk("b", "b")];
        await work.KeepAsync(Model, [KeyValuePair.Create(TextHash.Of("a"), new[] { 0.25f, -1.5f })], default);

        Assert.That(await work.FinishAsync(ticket, Model, made, default), Is.EqualTo(FinishOutcome.VectorsMissing));
        Assert.That(await work.FinishAsync(ticket, "model-2", [made[0]], default), Is.EqualTo(FinishOutcome.VectorsMissing), "Vectors of another model do not count.");
        Assert.That(await chunks.NumbersAsync("kb", default), Is.Empty);

        await work.KeepAsync(Model, [KeyValuePair.Create(TextHash.Of("b"), new[] { 1f, 2f })], default);
        Assert.That(await work.FinishAsync(ticket, Model, made, default), Is.EqualTo(FinishOutcome.Ready));
        var vectors = await chunks.VectorsAsync("kb", Model, [.. await chunks.NumbersAsync("kb", default)], default);
        Assert.That(vectors.OrderBy(vector => vector.Key).Select(vector => vector.Value), Is.EqualTo(new[] { new[] { 0.25f, -1.5f }, [1f, 2f] }));
    }

    [Test]
    public async Task An_edit_or_a_switch_changes_what_is_found_and_is_known_to_the_next_indexing()
    {
        await using var host = new StorageHost(_folder);
        var (work, chunks) = (host.Get<IKnowledgeWork>(), host.Get<IKnowledgeChunks>());
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "1"), Chunk("old", "old"), Chunk("off", "off"), Chunk("kept", "kept"));
        var stamp = await chunks.StampAsync("kb", default);

        var first = (await chunks.FindAsync("kb", "one:1", default))!;
        Assert.That(await chunks.ChangeAsync("kb", first, Chunk("new", "new"), default), Is.True);
        Assert.That(await chunks.ChangeAsync("kb", first, Chunk("newer", "newer"), default), Is.False, "It was changed meanwhile.");
        Assert.That(await chunks.ChangeAsync("kb", (await chunks.FindAsync("kb", "one:2", default))!, Chunk("off", "off") with { IsEnabled = false }, default), Is.True);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FindAsync(host, "old", "off"), Is.Empty);
            Assert.That(await FindAsync(host, "new"), Is.EqualTo(new[] { "one:1" }));
            Assert.That(await chunks.NumbersAsync("kb", default), Has.Count.EqualTo(2));
            Assert.That(await chunks.StampAsync("kb", default), Is.GreaterThan(stamp!));
        }

        await host.Get<IKnowledgeDocuments>().ReindexAsync("kb", null, default);
        var ticket = (await work.ClaimAsync(1, default)).Single();
        Assert.That(await work.EditsAsync(ticket, default), Is.EqualTo(new[]
        {
            new ChunkEdit(TextHash.Of("old"), "new", true), new ChunkEdit(TextHash.Of("off"), null, false),
        }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Nothing_is_left_of_what_is_deleted(bool wholeBase)
    {
        await using (var host = new StorageHost(_folder))
        {
            await CreateAsync(host);
            await ReadyAsync(host, Text("one", "1"), Chunk("a", "a"), Chunk("b", "b"));
            await ReadyAsync(host, Text("two", "2"), Chunk("b", "b"), Chunk("c", "c"));
            if (wholeBase) await host.Get<IKnowledgeStore>().DeleteAsync("kb", default);
            else await host.Get<IKnowledgeDocuments>().DeleteAsync("kb", "one", default);
            if (!wholeBase) Assert.That(await FindAsync(host, "a", "b"), Is.EqualTo(new[] { "two:1" }));
        }

        await using var connection = _folder.Connect();
        var counts = connection.QuerySingle<(long, long, long, long)>(
            """
            SELECT (SELECT count(*) FROM knowledge_documents), (SELECT count(*) FROM knowledge_files),
                (SELECT count(*) FROM knowledge_chunks), (SELECT count(*) FROM knowledge_vectors)
            """);
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE name LIKE 'knowledge\\_terms\\_%' ESCAPE '\\'");
        Assert.That(counts, Is.EqualTo(wholeBase ? (0L, 0L, 0L, 0L) : (1L, 1L, 2L, 2L)));
        Assert.That(tables.Any(), Is.EqualTo(!wholeBase));
    }

    [Test]
    public async Task Vectors_that_no_chunk_needs_are_swept_away_once_nobody_may_want_them()
    {
        await using var host = new StorageHost(_folder);
        var (documents, work) = (host.Get<IKnowledgeDocuments>(), host.Get<IKnowledgeWork>());
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "1"), Chunk("a", "a"));
        await work.KeepAsync(Model, [KeyValuePair.Create(TextHash.Of("orphan"), new float[] { 1 })], default);
        await documents.AddAsync("kb", [Text("two", "2")], default);
        Assert.That(await work.SweepAsync(default), Is.False, "The document that waits may need it.");

        await documents.DeleteAsync("kb", "two", default);
        Assert.That(await work.SweepAsync(default), Is.True);
        Assert.That(await work.EmbeddedAsync(Model, [TextHash.Of("a"), TextHash.Of("orphan")], default), Is.EquivalentTo(new[] { TextHash.Of("a") }));
    }

    [Test]
    public async Task A_change_from_an_older_revision_and_a_taken_id_are_refused()
    {
        await using var host = new StorageHost(_folder);
        var bases = host.Get<IKnowledgeStore>();
        await CreateAsync(host);

        Assert.That(await bases.CreateAsync(Base, default), Is.False);
        Assert.That((await bases.SaveAsync(Base with { Name = "New" }, default))!.Revision, Is.EqualTo(2));
        Assert.That(
            async () => await bases.SaveAsync(Base with { Name = "Late" }, default),
            Throws.TypeOf<KnowledgeConflictException>().With.Property(nameof(KnowledgeConflictException.CurrentRevision)).EqualTo(2));
        Assert.That(await bases.SaveAsync(Base with { Id = "none" }, default), Is.Null);
        Assert.That((await bases.ListAsync(default)).Single().Base.Name, Is.EqualTo("New"));
    }

    [Test]
    public async Task Sections_are_kept_once_replaced_with_the_chunks_and_follow_an_edit()
    {
        await using var host = new StorageHost(_folder);
        var chunks = host.Get<IKnowledgeChunks>();
        await CreateAsync(host);
        await ReadyAsync(
            host, Text("one", "1"), In("a b c", "a"), In("a b c", "b"), Chunk("alone", "alone"), In("d e", "d"), In("a b c", "c"));
        await ReadyAsync(host, Text("two", "2"), In("x y", "x"));

        var numbers = await chunks.NumbersAsync("kb", default);
        Assert.That((await chunks.FindAsync("kb", [.. numbers], default)).OrderBy(chunk => chunk.Number).Select(chunk => chunk.Section), Is.EqualTo(new[]
        {
            "a b c", "a b c", null, "d e", "a b c", "x y",
        }));
        Assert.That(await SectionsAsync(), Is.EqualTo(new[] { "a b c", "d e", "x y" }));

        Assert.That(await chunks.ChangeAsync("kb", (await chunks.FindAsync("kb", "one:2", default))!, Chunk("B", "b"), default), Is.True);
        Assert.That((await chunks.ListAsync("kb", "one", 0, 10, default)).Select(chunk => chunk.Section), Is.EqualTo(new[] { "a B c", "a B c", null, "d e", "a B c" }));

        await host.Get<IKnowledgeDocuments>().ReindexAsync("kb", "one", default);
        var ticket = (await host.Get<IKnowledgeWork>().ClaimAsync(1, default)).Single();
        Assert.That(await host.Get<IKnowledgeWork>().FinishAsync(ticket, Model, [In("a", "a")], default), Is.EqualTo(FinishOutcome.Ready));
        Assert.That(await SectionsAsync(), Is.EqualTo(new[] { "a", "x y" }));
        await host.Get<IKnowledgeDocuments>().DeleteAsync("kb", "one", default);
        Assert.That(await SectionsAsync(), Is.EqualTo(new[] { "x y" }));
        await host.Get<IKnowledgeStore>().DeleteAsync("kb", default);
        Assert.That(await SectionsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_chunk_whose_section_does_not_hold_its_text_any_more_is_given_alone_once_it_is_edited()
    {
        await using var host = new StorageHost(_folder);
        var chunks = host.Get<IKnowledgeChunks>();
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "1"), In("a b c", "a b"), In("a b c", "b c"));

        await chunks.ChangeAsync("kb", (await chunks.FindAsync("kb", "one:1", default))!, Chunk("A", "a"), default);
        await chunks.ChangeAsync("kb", (await chunks.FindAsync("kb", "one:2", default))!, Chunk("C", "c"), default);

        Assert.That((await chunks.ListAsync("kb", "one", 0, 10, default)).Select(chunk => chunk.Section), Is.EqualTo(new[] { "A c", null }));
    }

    [Test]
    public async Task A_switch_is_known_by_which_of_the_same_texts_it_stands_for()
    {
        await using var host = new StorageHost(_folder);
        var (chunks, work) = (host.Get<IKnowledgeChunks>(), host.Get<IKnowledgeWork>());
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "1"), Chunk("same", "same"), Chunk("other", "other"), Chunk("same", "same"));

        await chunks.ChangeAsync("kb", (await chunks.FindAsync("kb", "one:3", default))!, Chunk("same", "same") with { IsEnabled = false }, default);
        await host.Get<IKnowledgeDocuments>().ReindexAsync("kb", null, default);

        var ticket = (await work.ClaimAsync(1, default)).Single();
        Assert.That(await work.EditsAsync(ticket, default), Is.EqualTo(new[] { new ChunkEdit(TextHash.Of("same"), null, false, 2) }));
    }

    [Test]
    public async Task Settings_that_were_stored_by_an_older_version_are_read_as_they_were_meant()
    {
        await using (var host = new StorageHost(_folder)) await CreateAsync(host);
        await using (var connection = _folder.Connect())
            await connection.ExecuteAsync("""UPDATE knowledge_bases SET settings = '{"splitting":{"method":"sentences","size":500,"overlap":7}}'""");

        await using var reopened = new StorageHost(_folder);
        var settings = (await reopened.Get<IKnowledgeStore>().FindAsync("kb", default))!.Base.Settings;
        Assert.That(settings, Is.EqualTo(new KnowledgeSettings { Splitting = new KnowledgeSplitting { Method = "sentences", Size = 500, Overlap = 7 } }));
        Assert.That(settings.Splitting.ParentSize, Is.Null);
    }

    private async Task<string[]> SectionsAsync()
    {
        await using var connection = _folder.Connect();
        return [.. await connection.QueryAsync<string>("SELECT text FROM knowledge_sections ORDER BY document, ordinal")];
    }

    [Test]
    public async Task Documents_are_given_by_kind_and_name_a_page_at_a_time_with_how_many_there_are()
    {
        await using var host = new StorageHost(_folder);
        await CreateAsync(host);
        var documents = host.Get<IKnowledgeDocuments>();
        await documents.AddAsync("kb", [File("a.txt", "1"), File("b.txt", "2"), File("보증_2%.txt", "3"), File("보증 안내.txt", "4")], default);
        var work = host.Get<IKnowledgeWork>();
        var tickets = await work.ClaimAsync(2, default);
        await work.FailAsync(tickets[0], Broken, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await NamesAsync(new()), Is.EqualTo(("보증 안내.txt 보증_2%.txt b.txt a.txt", 4)));
            Assert.That(await NamesAsync(new(), skip: 1, take: 2), Is.EqualTo(("보증_2%.txt b.txt", 4)));
            Assert.That(await NamesAsync(new(KnowledgeDocumentGroup.Failed)), Is.EqualTo(("a.txt", 1)));
            Assert.That(await NamesAsync(new(KnowledgeDocumentGroup.Unfinished)), Is.EqualTo(("보증 안내.txt 보증_2%.txt b.txt", 3)), "Waiting and loading alike.");
            Assert.That(await NamesAsync(new(KnowledgeDocumentGroup.Ready)), Is.EqualTo(("", 0)));
            Assert.That(await NamesAsync(new(Name: "보증")), Is.EqualTo(("보증 안내.txt 보증_2%.txt", 2)));
            Assert.That(await NamesAsync(new(Name: "2%")), Is.EqualTo(("보증_2%.txt", 1)), "Nothing in a name is a pattern.");
            Assert.That(await NamesAsync(new(Name: "_")), Is.EqualTo(("보증_2%.txt", 1)));
            Assert.That(await NamesAsync(new(KnowledgeDocumentGroup.Failed, "A.TXT")), Is.EqualTo(("a.txt", 1)));
        }

        Assert.That(await documents.RetryAllAsync("kb", KnowledgeDocumentGroup.Failed, default), Is.EqualTo(1));
        Assert.That(await NamesAsync(new(KnowledgeDocumentGroup.Unfinished)), Is.EqualTo(("보증 안내.txt 보증_2%.txt b.txt a.txt", 4)));
        Assert.That(await documents.CancelAllAsync("kb", default), Is.EqualTo(4));
        Assert.That(await work.AdvanceAsync(tickets[1], KnowledgeDocumentState.Embedding, 1, 0, default), Is.False, "Its ticket is void.");
        Assert.That(await documents.RetryAllAsync("kb", KnowledgeDocumentGroup.Cancelled, default), Is.EqualTo(4));

        async Task<(string Names, int Total)> NamesAsync(KnowledgeDocumentFilter filter, int skip = 0, int take = 10)
        {
            var page = await documents.FindAsync("kb", filter, skip, take, default);
            return (string.Join(' ', page.Documents.Select(document => document.Source)), page.Total);
        }
    }

    [Test]
    public async Task A_chunk_that_is_restored_is_no_edit_any_more_and_its_document_is_in_line()
    {
        await using var host = new StorageHost(_folder);
        await CreateAsync(host);
        await ReadyAsync(host, Text("one", "x"), Chunk("as it was", "was"));
        var chunks = host.Get<IKnowledgeChunks>();
        var read = (await chunks.FindAsync("kb", "one:1", default))!;
        await chunks.ChangeAsync("kb", read, Chunk("as I wrote", "wrote"), default);
        var edited = (await chunks.FindAsync("kb", "one:1", default))!;

        Assert.That(await chunks.RestoreAsync("kb", read, default), Is.False, "It is another by now.");
        Assert.That(await chunks.RestoreAsync("other", edited, default), Is.False);
        Assert.That(await chunks.RestoreAsync("kb", edited, default), Is.True);
        Assert.That(await chunks.RestoreAsync("kb", edited, default), Is.False, "Its document is unfinished.");

        var ticket = (await host.Get<IKnowledgeWork>().ClaimAsync(1, default)).Single();
        Assert.That(ticket.Document.Id, Is.EqualTo("one"));
        Assert.That(await host.Get<IKnowledgeWork>().EditsAsync(ticket, default), Is.Empty);
        Assert.That(await FindAsync(host, "wrote"), Is.EqualTo(new[] { "one:1" }), "Until it is indexed it is found as it was.");
    }

    private static NewChunk In(string section, string text) => Chunk(text, text) with { Section = section };

    private static KnowledgeBase Base => new()
    {
        Id = "kb",
        Name = "Handbook",
        Settings = new KnowledgeSettings { Splitting = new KnowledgeSplitting { Size = 500 } },
    };

    private static async Task CreateAsync(StorageHost host) => Assert.That(await host.Get<IKnowledgeStore>().CreateAsync(Base, default), Is.True);

    private static KnowledgeUpload Text(string? id, string text) => new()
    {
        Id = id,
        Title = id ?? text,
        Content = Encoding.UTF8.GetBytes(text),
        Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("lang", "ko"),
    };

    private static KnowledgeUpload File(string name, string text) => Text(null, text) with { Title = name, Source = name };

    // "common" in most, "rare" in some of these and in some others, "scarce" in two.
    private static NewChunk ChunkOfMany(int number) => Chunk($"{number}", [
        .. Enumerable.Repeat("common", number % 8 == 0 ? 0 : 1 + number % 3),
        .. Enumerable.Repeat("rare", number % 40 == 0 || number % 41 == 0 ? 1 + number % 2 : 0),
        .. Enumerable.Repeat("scarce", number % 2_000 == 7 ? 1 : 0),
        .. Enumerable.Repeat("filler", number % 7)]);

    private static NewChunk Chunk(string text, params string[] words) => Chunk(text, words, []);

    private static NewChunk Chunk(string text, string[] words, string[] parts) => new()
    {
        Text = text,
        Original = TextHash.Of(text),
        Hash = TextHash.Of(text),
        Terms = new KeywordTerms(words, parts),
    };

    private static async Task ReadyAsync(StorageHost host, KnowledgeUpload upload, params NewChunk[] chunks)
    {
        await host.Get<IKnowledgeDocuments>().AddAsync("kb", [upload], default);
        var work = host.Get<IKnowledgeWork>();
        var ticket = (await work.ClaimAsync(1, default)).Single();
        await work.KeepAsync(Model, [.. chunks.Select(chunk => KeyValuePair.Create(chunk.Hash, new float[] { 1 }))], default);
        Assert.That(await work.FinishAsync(ticket, Model, chunks, default), Is.EqualTo(FinishOutcome.Ready));
    }

    private static async Task<string[]> FindAsync(StorageHost host, params string[] words)
    {
        var chunks = host.Get<IKnowledgeChunks>();
        var hits = await chunks.SearchAsync("kb", new KeywordTerms(words, []), 10, null, default);
        var found = (await chunks.FindAsync("kb", [.. hits.Select(hit => hit.Key)], default)).ToDictionary(chunk => chunk.Number);
        return [.. hits.Select(hit => found[hit.Key].Id)];
    }
}
