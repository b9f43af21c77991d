using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Embedding;
using FlowBuilder.Knowledge.Searching.Vectors;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Knowledge.Tests.Bases;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BaseVectorsTests : IDisposable
{
    private const int ExactUpTo = 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flowbuilder-vectors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_graph_is_linked_beside_the_searches_and_kept_in_a_file()
    {
        await using var host = await FilledAsync(120);
        using var vectors = Vectors();

        var first = await vectors.CurrentAsync(host.Get<IKnowledgeChunks>(), default);
        var found = Nearest(first!, "line 77");
        await vectors.Linked;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(Nearest(first!, "line 77")), "found before as after");
            Assert.That(first!.IsLinked, Is.True);
            Assert.That(_folder.GetFiles(), Has.Length.EqualTo(1));
        }
    }

    [Test]
    public async Task The_next_start_has_the_graph_at_once()
    {
        await using var host = await FilledAsync(120);
        using (var before = Vectors()) await LinkAsync(before, host);

        using var after = Vectors();
        var index = await after.CurrentAsync(host.Get<IKnowledgeChunks>(), default);

        Assert.That((index!.Count, index.IsLinked, after.Linked.IsCompleted), Is.EqualTo((120, true, true)));
    }

    [Test]
    public async Task What_changed_since_the_file_was_written_is_found_as_it_is_now()
    {
        await using var host = await FilledAsync(120);
        using (var before = Vectors()) await LinkAsync(before, host);
        await host.Get<IKnowledgeDocuments>().DeleteAsync("kb", "lines", default);
        await host.AddLinesAsync("kb", "others", Enumerable.Range(0, 70).Select(i => $"Of parcels, part {i}."), null);

        using var after = Vectors();
        var index = await after.CurrentAsync(host.Get<IKnowledgeChunks>(), default);
        var chunks = await host.Get<IKnowledgeChunks>().FindAsync("kb", [.. index!.Keys], default);

        Assert.That(chunks.Select(chunk => chunk.DocumentId), Has.Exactly(70).EqualTo("others").And.Exactly(70).Items);
    }

    [Test]
    public async Task A_file_that_was_damaged_is_made_anew()
    {
        await using var host = await FilledAsync(120);
        using (var before = Vectors()) await LinkAsync(before, host);
        var file = _folder.GetFiles().Single();
        var bytes = await File.ReadAllBytesAsync(file.FullName);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file.FullName, bytes);

        using (var after = Vectors()) Assert.That((await LinkAsync(after, host)).Count, Is.EqualTo(120));
        using var third = Vectors();
        Assert.That((await third.CurrentAsync(host.Get<IKnowledgeChunks>(), default))!.IsLinked, Is.True);
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_costs_no_search()
    {
        await using var host = await FilledAsync(120);
        var taken = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(taken, "a file where the folder should be");
        using var vectors = new BaseVectors("kb", OfflineEmbeddingGenerator.ModelId, new VectorFiles(taken, NullLogger<VectorFiles>.Instance), ExactUpTo);

        Assert.That((await LinkAsync(vectors, host)).Count, Is.EqualTo(120));
    }

    [Test]
    public async Task Few_vectors_have_no_graph_and_no_file()
    {
        await using var host = await FilledAsync(ExactUpTo);
        using var vectors = Vectors();

        await LinkAsync(vectors, host);

        Assert.That(_folder.GetFiles(), Is.Empty);
    }

    [Test]
    public async Task The_file_of_a_deleted_knowledge_base_is_removed_and_no_other()
    {
        await using var host = await FilledAsync(120);
        var files = Files();
        var index = await LinkAsync(Vectors(), host);
        await files.WriteAsync("other", OfflineEmbeddingGenerator.ModelId, index, default);

        files.Delete("kb");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await files.ReadAsync("kb", OfflineEmbeddingGenerator.ModelId, ExactUpTo, default), Is.Null);
            Assert.That(await files.ReadAsync("other", OfflineEmbeddingGenerator.ModelId, ExactUpTo, default), Is.Not.Null);
        }
    }

    private static async Task<KnowledgeHost> FilledAsync(int lines)
    {
        var host = new KnowledgeHost();
        await host.MakeAsync("kb");
        await host.AddLinesAsync("kb", "lines", Enumerable.Range(0, lines).Select(i => $"This is line {i} of the handbook."), null);
        return host;
    }

    private static async Task<VectorIndex> LinkAsync(BaseVectors vectors, KnowledgeHost host)
    {
        var index = await vectors.CurrentAsync(host.Get<IKnowledgeChunks>(), default);
        await vectors.Linked;
        return index!;
    }

    private static long Nearest(VectorIndex index, string text) =>
        index.Search(OfflineEmbeddingGenerator.Embed(text), 1)[0].Key;

    private VectorFiles Files() => new(_folder.FullName, NullLogger<VectorFiles>.Instance);

    private BaseVectors Vectors() => new("kb", OfflineEmbeddingGenerator.ModelId, Files(), ExactUpTo);
}
