using System.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Testing;

namespace FlowBuilder.Core.Tests.Values;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class LiveTextTests
{
    [Test]
    public async Task Every_reader_gets_the_whole_text_whenever_it_comes(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        var early = Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReadAsync(text, cancellationToken), cancellationToken)).ToList();
        var expected = new StringBuilder();
        var readers = new List<Task<string>>(early);
        for (var i = 0; i < 5_000; i++)
        {
            var piece = $"{i} 가😀";
            expected.Append(piece);
            text.Append(piece);
            if (i % 1_000 == 0) readers.Add(Task.Run(() => ReadAsync(text, cancellationToken), cancellationToken));
        }

        text.Complete();
        readers.Add(ReadAsync(text, cancellationToken));

        Assert.That(await Task.WhenAll(readers), Is.All.EqualTo(expected.ToString()));
        Assert.That(await text.WholeAsync(cancellationToken), Is.EqualTo(expected.ToString()));
    }

    [Test]
    public async Task Chunk_comes_as_soon_as_it_is_there_and_before_the_next(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        await using var reader = text.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        var first = reader.MoveNextAsync();
        Assert.That(first.IsCompleted, Is.False);
        text.Append("one");
        Assert.That(await first, Is.True);
        Assert.That(reader.Current, Is.EqualTo("one"));

        text.Append("two");
        text.Append("three");
        Assert.That(await reader.MoveNextAsync(), Is.True);
        Assert.That(reader.Current, Is.EqualTo("twothree"));

        text.Complete();
        Assert.That(await reader.MoveNextAsync(), Is.False);
    }

    [Test]
    public async Task Chunk_never_ends_between_the_halves_of_a_pair_not_even_where_only_half_has_come(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        await using var reader = text.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        text.Append("a\ud83d");
        Assert.That(await reader.MoveNextAsync(), Is.True);
        Assert.That(reader.Current, Is.EqualTo("a"));
        var next = reader.MoveNextAsync();
        Assert.That(next.IsCompleted, Is.False);
        text.Append("\ude00");

        Assert.That(await next, Is.True);
        Assert.That(reader.Current, Is.EqualTo("😀"));
    }

    [Test]
    public async Task Half_of_a_pair_at_the_very_end_is_not_lost(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        text.Append("a\ud83d");
        text.Complete();

        Assert.That(await ReadAsync(text, cancellationToken), Is.EqualTo("a\ud83d"));
    }

    [Test]
    public async Task Empty_text_is_one_empty_chunk(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        text.Complete();

        foreach (var empty in (LiveText[])[text, LiveText.Of("")])
        {
            var chunks = new List<string>();
            await foreach (var chunk in empty.ReadAsync(cancellationToken)) chunks.Add(chunk);
            Assert.That(chunks, Is.EqualTo(new[] { "" }));
        }
    }

    [Test]
    public async Task Whole_text_is_given_at_once(CancellationToken cancellationToken)
    {
        var text = LiveText.Of("whole");

        Assert.That((text.IsEnded, text.Length), Is.EqualTo((true, 5)));
        Assert.That(await text.WholeAsync(cancellationToken), Is.EqualTo("whole"));
        Assert.That(await ReadAsync(text, cancellationToken), Is.EqualTo("whole"));
    }

    [Test]
    public async Task Broken_text_throws_at_every_reader_after_all_that_had_come(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        var broken = new InvalidOperationException("broken");
        var early = text.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        text.Append("some");
        text.Break(broken);
        var late = text.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        foreach (var reader in (IAsyncEnumerator<string>[])[early, late])
        {
            Assert.That(await reader.MoveNextAsync(), Is.True);
            Assert.That(reader.Current, Is.EqualTo("some"));
            Assert.That(async () => await reader.MoveNextAsync(), Throws.Exception.SameAs(broken));
            await reader.DisposeAsync();
        }

        Assert.That(async () => await text.WholeAsync(cancellationToken), Throws.Exception.SameAs(broken));
        Assert.That(text.IsEnded, Is.True);
    }

    [Test]
    public async Task Text_that_is_whole_can_no_longer_break(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        text.Append("whole");
        text.Complete();

        text.Break(new InvalidOperationException());

        Assert.That(await text.WholeAsync(cancellationToken), Is.EqualTo("whole"));
    }

    [Test]
    public async Task Reader_that_leaves_changes_nothing_for_the_others(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        text.Append("one ");
        using var leave = new CancellationTokenSource();
        var leaving = ReadAsync(text, leave.Token);
        var whole = text.WholeAsync(leave.Token).AsTask();
        var staying = ReadAsync(text, cancellationToken);

        await leave.CancelAsync();
        text.Append("two");
        text.Complete();

        Assert.That(async () => await leaving, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await whole, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await staying, Is.EqualTo("one two"));
    }

    [Test]
    [NonParallelizable]
    public async Task Whole_of_a_text_is_one_string_however_many_read_it(CancellationToken cancellationToken)
    {
        var text = new LiveText();
        for (var i = 0; i < 1_000; i++) text.Append(new string('x', 1_000));
        text.Complete();
        var whole = await text.WholeAsync(cancellationToken);
        await ReadOnceAsync();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 16; i++) await ReadOnceAsync();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(await text.WholeAsync(cancellationToken), Is.SameAs(whole));
        Assert.That(allocated, Is.LessThan(whole.Length));

        async Task ReadOnceAsync()
        {
            await foreach (var chunk in text.ReadAsync(cancellationToken)) Assert.That(chunk, Has.Length.EqualTo(whole.Length));
        }
    }

    private static async Task<string> ReadAsync(LiveText text, CancellationToken cancellationToken)
    {
        var read = new StringBuilder();
        await foreach (var chunk in text.ReadAsync(cancellationToken)) read.Append(chunk);
        return read.ToString();
    }
}
