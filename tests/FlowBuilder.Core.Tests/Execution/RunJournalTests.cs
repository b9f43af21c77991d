using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Testing;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class RunJournalTests
{
    private static readonly RunEvent Final = new RunCancelled { DurationMs = 1 };

    [Test]
    public async Task Readers_that_join_at_any_number_see_every_later_event_in_order(CancellationToken cancellationToken)
    {
        var journal = new RunJournal(TimeProvider.System);
        var readers = Enumerable.Range(0, 8).Select(i => Task.Run(() => ReadAsync(journal, i * 100, cancellationToken), cancellationToken)).ToList();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Write(journal), cancellationToken));

        await Task.WhenAll(writers);
        journal.Append(Final with { });

        for (var i = 0; i < readers.Count; i++)
            Assert.That(await readers[i], Is.EqualTo(Enumerable.Range((i * 100) + 1, 2_001 - (i * 100)).Select(seq => (long)seq)));
    }

    [Test]
    public void Nothing_comes_after_the_final_event()
    {
        var journal = new RunJournal(TimeProvider.System);
        journal.Append(new NodeStarted { Node = "a" }, Final with { }, new NodeStarted { Node = "b" });
        journal.Append(new NodeStarted { Node = "c" });

        Assert.That(journal.ToList().Select(runEvent => runEvent.Type), Is.EqualTo(new[] { "node.started", "run.cancelled" }));
        Assert.That((journal.IsEnded, journal.LastSeq), Is.EqualTo((true, 2L)));
    }

    [TestCase(-5, 2)]
    [TestCase(0, 2)]
    [TestCase(1, 1)]
    [TestCase(2, 0)]
    [TestCase(99, 0)]
    [TestCase(long.MaxValue, 0)]
    public async Task Reading_an_ended_journal_from_any_number_ends(long afterSeq, int expected)
    {
        var journal = new RunJournal(TimeProvider.System);
        journal.Append(new NodeStarted { Node = "a" }, Final with { });

        Assert.That(await ReadAsync(journal, afterSeq, CancellationToken.None), Has.Count.EqualTo(expected));
    }

    [Test]
    public async Task Reader_that_leaves_changes_nothing()
    {
        var journal = new RunJournal(TimeProvider.System);
        using var leave = new CancellationTokenSource();
        var leaving = ReadAsync(journal, 0, leave.Token);

        await leave.CancelAsync();
        journal.Append(Final with { });

        Assert.That(async () => await leaving, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await ReadAsync(journal, 0, CancellationToken.None), Has.Count.EqualTo(1));
    }

    [TestCase(int.MaxValue)]
    [TestCase(150)]
    public async Task Pieces_of_text_are_as_they_were_written_however_late_they_are_read(int shown)
    {
        string[] pieces = ["", "a", "안녕", "\ud83d", "\ude00 ", new('x', 1_024), new('y', 1_025), "\n\"\\", "끝"];
        var random = new Random(7);
        var journal = new RunJournal(TimeProvider.System);
        var written = new List<RunEvent>();
        journal.ShowTo(shown);
        for (var i = 0; i < 700; i++)
        {
            RunEvent next = random.Next(10) == 0
                ? new NodeStarted { Node = $"n{i}" }
                : new NodeDelta { Node = $"n{random.Next(3)}", Port = random.Next(2) == 0 ? "text" : "other", Text = pieces[random.Next(pieces.Length)] };
            journal.Append(next);
            written.Add(next);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(journal.Appendix(0), Is.EqualTo(written));
            Assert.That(journal.Appendix(411, most: 3), Is.EqualTo(written[411..414]));
            Assert.That(journal.ToList(), Is.EqualTo(written.Take(shown)));
            Assert.That(journal.After(99), Is.EqualTo(written.Take(shown).Skip(99)));
            Assert.That(journal.First, Is.EqualTo(written[0]));
        }

        journal.ShowTo(int.MaxValue);
        journal.Append(Final with { });
        var read = new List<RunEvent>();
        await foreach (var runEvent in journal.ReadAsync(0, CancellationToken.None)) read.Add(runEvent);
        Assert.That(read.SkipLast(1), Is.EqualTo(written));
    }

    private static void Write(RunJournal journal)
    {
        for (var i = 0; i < 500; i++) journal.Append(new NodeDelta { Node = "a", Port = "text", Text = "x" });
    }

    private static async Task<List<long>> ReadAsync(RunJournal journal, long afterSeq, CancellationToken cancellationToken)
    {
        var seen = new List<long>();
        await foreach (var runEvent in journal.ReadAsync(afterSeq, cancellationToken)) seen.Add(runEvent.Seq);
        return seen;
    }
}
