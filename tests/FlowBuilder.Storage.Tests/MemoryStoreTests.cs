using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Memory;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MemoryStoreTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    private static readonly MemoryOwner Ann = new(MemoryOwnerKind.User, "ann");

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Facts_are_kept_without_doubles_and_replaced_at_once()
    {
        await using var host = new StorageHost(_folder);
        var memory = host.Get<IMemoryStore>();
        var first = await memory.SaveFactsAsync(Ann, ["Likes tea", "Lives in Seoul"], [], default);

        var second = await memory.SaveFactsAsync(Ann, ["likes  TEA.", "Lives in Busan", "…"], [first[1].Id], default);

        var facts = await memory.ListFactsAsync(Ann, default);
        Assert.Multiple(() =>
        {
            Assert.That(second.Select(fact => fact.Text), Is.EqualTo(new[] { "Likes tea", "Lives in Busan" }));
            Assert.That(second[0].Id, Is.EqualTo(first[0].Id));
            Assert.That(facts.Select(fact => fact.Text), Is.EquivalentTo(new[] { "Likes tea", "Lives in Busan" }));
        });
    }

    [Test]
    public async Task Each_owner_is_seen_and_erased_apart()
    {
        await using var host = new StorageHost(_folder);
        var memory = host.Get<IMemoryStore>();
        var talk = new MemoryOwner(MemoryOwnerKind.Session, "ann", "flow");
        var other = talk with { FlowId = "another" };
        await memory.SaveFactsAsync(Ann, ["a"], [], default);
        await memory.SaveFactsAsync(talk, ["b", "c"], [], default);
        await memory.SaveSummaryAsync(talk, new MemorySummary("sum", "old", 2, "h", default), default);
        await memory.SaveSummaryAsync(talk, new MemorySummary("sum", "new", 4, "i", default), default);
        await memory.SaveFactsAsync(other, ["d"], [], default);

        var list = await memory.ListAsync(default);
        var summary = (await memory.ListSummariesAsync(talk, default)).Single();
        var erased = (await memory.EraseAsync(talk, default), await memory.EraseAsync(talk, default));

        Assert.Multiple(async () =>
        {
            Assert.That(list.Select(entry => (entry.Owner, entry.Facts, entry.Summaries)), Is.EquivalentTo(new[] { (Ann, 1, 0), (talk, 2, 1), (other, 1, 0) }));
            Assert.That((summary.Text, summary.Messages, summary.Hash), Is.EqualTo(("new", 4, "i")));
            Assert.That(erased, Is.EqualTo((true, false)));
            Assert.That((await memory.ListAsync(default)).Select(entry => entry.Owner), Is.EquivalentTo(new[] { Ann, other }));
        });

        var fact = (await memory.ListFactsAsync(Ann, default)).Single();
        Assert.That((await memory.EraseFactAsync(fact.Id, default), await memory.EraseFactAsync(fact.Id, default)), Is.EqualTo((true, false)));
        await memory.EraseAllAsync(default);
        Assert.That(await memory.ListAsync(default), Is.Empty);
    }

    [Test]
    public async Task The_history_is_the_branch_before_the_run_and_only_that_of_its_flow()
    {
        await using var host = new StorageHost(_folder);
        var conversations = host.Conversations;
        var talk = await conversations.CreateAsync("flow", "Talk", default);
        await SayAsync(conversations, talk.Id, "r1", null, "one", "first");
        await SayAsync(conversations, talk.Id, "r2", "r1", "two", "second");
        await SayAsync(conversations, talk.Id, "r3", "r1", "two again", "third");
        await conversations.AddTurnAsync(Turn(talk.Id, "now", "r3", "three"), default);
        var memory = host.Get<IMemoryStore>();

        var before = await memory.HistoryAsync(talk.Id, "flow", "now", default);
        var branch = await memory.HistoryAsync(talk.Id, "flow", "r2", default);
        var stranger = await memory.HistoryAsync(talk.Id, "another", "now", default);

        Assert.Multiple(() =>
        {
            Assert.That(before.Select(message => message.Text), Is.EqualTo(new[] { "one", "first", "two again", "third" }));
            Assert.That(branch.Select(message => message.Text), Is.EqualTo(new[] { "one", "first" }));
            Assert.That(stranger, Is.Empty);
        });
    }

    [Test]
    public async Task Deleting_a_conversation_erases_what_was_remembered_of_it()
    {
        await using var host = new StorageHost(_folder);
        var talk = await host.Conversations.CreateAsync("flow", "Talk", default);
        var memory = host.Get<IMemoryStore>();
        var owner = new MemoryOwner(MemoryOwnerKind.Session, talk.Id, "flow");
        await memory.SaveFactsAsync(owner, ["a"], [], default);
        await memory.SaveSummaryAsync(owner, new MemorySummary("sum", "s", 2, "h", default), default);
        await memory.SaveFactsAsync(Ann, ["stays"], [], default);

        await host.Conversations.DeleteAsync(talk.Id, default);

        Assert.That((await memory.ListAsync(default)).Select(entry => entry.Owner), Is.EqualTo(new[] { Ann }));
    }

    private static async Task SayAsync(IConversationStore conversations, string talk, string run, string? parent, string message, string answer)
    {
        await conversations.AddTurnAsync(Turn(talk, run, parent, message), default);
        await conversations.EndTurnAsync(run, new TurnEnd { State = TurnState.Answered, Answer = answer, At = DateTimeOffset.UnixEpoch }, default);
    }

    private static ConversationTurn Turn(string talk, string run, string? parent, string message) => new()
    {
        RunId = run,
        ConversationId = talk,
        Parent = parent,
        Question = run,
        Message = message,
        SentAt = DateTimeOffset.UnixEpoch,
    };
}
