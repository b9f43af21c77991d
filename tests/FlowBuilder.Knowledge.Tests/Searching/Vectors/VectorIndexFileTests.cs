using FlowBuilder.Knowledge.Searching.Vectors;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Knowledge.Tests.Searching.Vectors;

[Parallelizable(ParallelScope.All)]
public sealed class VectorIndexFileTests
{
    private static readonly float[][] Queries = VectorCloud.Uniform(20, 8, 21);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(256)]
    [TestCase(700)]
    public async Task An_index_reads_back_the_same_and_grows_the_same(int count)
    {
        var index = Index(count);
        var bytes = await SavedAsync(index);

        var read = await VectorIndex.LoadAsync(new MemoryStream(bytes), exactUpTo: 0, CancellationToken.None);

        Assert.That(await SavedAsync(read), Is.EqualTo(bytes));
        Assert.That((read.Count, read.Removed), Is.EqualTo((index.Count, index.Removed)));
        foreach (var grown in (VectorIndex[])[index, read])
        {
            grown.Add(5_000, Queries[0]);
            grown.Link();
        }

        Assert.That(await SavedAsync(read), Is.EqualTo(await SavedAsync(index)));
        foreach (var query in Queries) Assert.That(read.Search(query, 10), Is.EqualTo(index.Search(query, 10)));
    }

    [Test]
    public async Task Unlinked_vectors_are_saved_too()
    {
        var index = Index(100);
        index.Add(777, Queries[3]);

        var read = await VectorIndex.LoadAsync(new MemoryStream(await SavedAsync(index)));

        Assert.That(read.Search(Queries[3], 1)[0].Key, Is.EqualTo(777));
    }

    [Test]
    public async Task A_file_changed_in_any_byte_is_refused()
    {
        var bytes = await SavedAsync(Index(60));

        Prop.ForAll(
            Gen.Choose(0, bytes.Length - 1).SelectMany(at => Gen.Choose(1, 255).Select(by => (at, by))).ToArbitrary(),
            given =>
            {
                var changed = bytes.ToArray();
                changed[given.at] ^= (byte)given.by;
                return IsRefused(changed);
            }).QuickCheckThrowOnFailure();
        Assert.That(Enumerable.Range(0, 40).Select(at => (byte[])[.. bytes[..at], (byte)(bytes[at] ^ 0x80), .. bytes[(at + 1)..]]), Is.All.Matches<byte[]>(IsRefused));
    }

    [Test]
    public async Task A_file_cut_short_is_refused()
    {
        var bytes = await SavedAsync(Index(60));

        Assert.That(Enumerable.Range(0, 50).Select(i => bytes[..(i * bytes.Length / 50)]), Is.All.Matches<byte[]>(IsRefused));
    }

    [Test]
    public void Another_version_says_so()
    {
        byte[] header = [.. "FBVX"u8, 9, 0, 0, 0, .. new byte[28]];

        Assert.That(
            async () => await VectorIndex.LoadAsync(new MemoryStream(header)),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("version 9"));
    }

    private static VectorIndex Index(int count)
    {
        var index = new VectorIndex(8, exactUpTo: 0, seed: 5);
        var vectors = VectorCloud.Uniform(Math.Max(count, 1), 8, 22);
        for (var key = 0; key < count; key++) index.Add(key, vectors[key]);
        index.Link();
        for (var key = 3; key < count; key += 10) index.Remove(key);
        return index;
    }

    private static async Task<byte[]> SavedAsync(VectorIndex index)
    {
        using var stream = new MemoryStream();
        await index.SaveAsync(stream);
        return stream.ToArray();
    }

    // A stream in memory is read without waiting, so the task is over when it is given.
    private static bool IsRefused(byte[] bytes) => VectorIndex.LoadAsync(new MemoryStream(bytes)).Exception?.InnerException is InvalidDataException;
}
