using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConversationStoreTests : IDisposable
{
    private static CancellationToken None => CancellationToken.None;

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_conversation_comes_back_whole_from_another_process()
    {
        string id;
        ConversationTurn sent;
        TurnEnd end;
        await using (var host = new StorageHost(_folder))
        {
            id = (await host.Conversations.CreateAsync("flow", "보증 기간", None)).Id;
            sent = Turn(id, "run-1") with
            {
                Message = "How long?",
                Attachments = [new TurnAttachment("document", "설명서.pdf", "application/pdf", 12)],
                SentAt = host.Clock.Now,
            };
            end = new TurnEnd
            {
                State = TurnState.Failed,
                Answer = "Three",
                Problem = LocalText.Of("It broke.", "고장 났습니다."),
                Sources = [new TurnSource("Handbook", "The warranty…", 0.82), new TurnSource("Notes", "", null)],
                At = host.Clock.Now + TimeSpan.FromSeconds(1.5),
            };
            await host.Conversations.AddTurnAsync(sent, None);
            await host.Conversations.EndTurnAsync("run-1", end, None);
        }

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Conversations.FindAsync(id, None);
        var turn = (await reopened.Conversations.ListTurnsAsync(id, None)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((found!.FlowId, found.Name, found.Head), Is.EqualTo(("flow", "보증 기간", "run-1")));
            Assert.That(turn with { Attachments = [], End = null }, Is.EqualTo(sent with { Attachments = [] }));
            Assert.That(turn.Attachments, Is.EqualTo(sent.Attachments));
            Assert.That(turn.End! with { Sources = [] }, Is.EqualTo(end with { Sources = [] }));
            Assert.That(turn.End!.Sources, Is.EqualTo(end.Sources));
        }
    }

    [Test]
    public async Task The_conversation_spoken_in_last_is_listed_first_and_only_those_of_the_flow()
    {
        await using var host = new StorageHost(_folder);
        var old = await host.Conversations.CreateAsync("flow", "old", None);
        host.Clock.Now += TimeSpan.FromMinutes(1);
        var young = await host.Conversations.CreateAsync("flow", "young", None);
        await host.Conversations.CreateAsync("another", "theirs", None);
        Assert.That(await NamesAsync(host), Is.EqualTo(new[] { "young", "old" }));

        await host.Conversations.AddTurnAsync(Turn(old.Id, "r") with { SentAt = host.Clock.Now + TimeSpan.FromSeconds(1) }, None);
        await host.Conversations.RenameAsync(young.Id, "younger", None);

        Assert.That(await NamesAsync(host), Is.EqualTo(new[] { "old", "younger" }));
    }

    [Test]
    public async Task A_deleted_conversation_takes_nothing_and_comes_back_with_its_turns()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Conversations.CreateAsync("flow", "a", None)).Id;
        await host.Conversations.AddTurnAsync(Turn(id, "r1"), None);

        Assert.That(await host.Conversations.DeleteAsync(id, None), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Conversations.DeleteAsync(id, None), Is.False);
            Assert.That(await host.Conversations.FindAsync(id, None), Is.Null);
            Assert.That(await NamesAsync(host), Is.Empty);
            Assert.That(await host.Conversations.AddTurnAsync(Turn(id, "r2"), None), Is.False);
            Assert.That(await host.Conversations.RenameAsync(id, "b", None), Is.False);
            Assert.That(await host.Conversations.SetHeadAsync(id, null, None), Is.False);
        }

        Assert.That(await host.Conversations.RestoreAsync(id, None), Is.True);
        Assert.That(await host.Conversations.RestoreAsync(id, None), Is.False);
        Assert.That((await host.Conversations.ListTurnsAsync(id, None)).Select(turn => turn.RunId), Is.EqualTo(new[] { "r1" }));
    }

    [Test]
    public async Task A_turn_ends_once_and_may_end_after_its_conversation_was_deleted()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Conversations.CreateAsync("flow", "a", None)).Id;
        await host.Conversations.AddTurnAsync(Turn(id, "r"), None);
        await host.Conversations.DeleteAsync(id, None);

        Assert.That(await host.Conversations.EndTurnAsync("r", End(host, TurnState.Stopped, "half"), None), Is.True);
        Assert.That(await host.Conversations.EndTurnAsync("r", End(host, TurnState.Answered, "whole"), None), Is.False);
        Assert.That(await host.Conversations.EndTurnAsync("none", End(host, TurnState.Answered, ""), None), Is.False);

        var turn = (await host.Conversations.ListTurnsAsync(id, None)).Single();
        Assert.That((turn.End!.State, turn.End.Answer), Is.EqualTo((TurnState.Stopped, "half")));
    }

    [Test]
    public async Task Branches_are_kept_in_the_order_in_which_they_were_sent_and_the_head_says_which_is_shown()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Conversations.CreateAsync("flow", "a", None)).Id;
        await host.Conversations.AddTurnAsync(Turn(id, "r1"), None);
        await host.Conversations.AddTurnAsync(Turn(id, "r2") with { Parent = "r1" }, None);
        await host.Conversations.AddTurnAsync(Turn(id, "r3") with { Parent = "r1", Question = "r2" }, None);
        Assert.That((await host.Conversations.FindAsync(id, None))!.Head, Is.EqualTo("r3"));

        await host.Conversations.SetHeadAsync(id, "r2", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.Conversations.FindAsync(id, None))!.Head, Is.EqualTo("r2"));
            Assert.That(
                (await host.Conversations.ListTurnsAsync(id, None)).Select(turn => (turn.RunId, turn.Parent, turn.Question)),
                Is.EqualTo(new[] { ("r1", null, "r1"), ("r2", "r1", "r2"), ("r3", "r1", "r2") }));
        }
    }

    [Test]
    public async Task A_turn_that_has_ended_is_not_added()
    {
        await using var host = new StorageHost(_folder);
        var id = (await host.Conversations.CreateAsync("flow", "a", None)).Id;

        Assert.That(
            async () => await host.Conversations.AddTurnAsync(Turn(id, "r") with { End = End(host, TurnState.Answered, "x") }, None),
            Throws.ArgumentException);
    }

    private static ConversationTurn Turn(string conversation, string run) =>
        new() { RunId = run, ConversationId = conversation, Question = run, Message = "m", SentAt = DateTimeOffset.UnixEpoch };

    private static TurnEnd End(StorageHost host, TurnState state, string answer) => new() { State = state, Answer = answer, At = host.Clock.Now };

    private static async Task<IEnumerable<string>> NamesAsync(StorageHost host) =>
        (await host.Conversations.ListAsync("flow", None)).Select(conversation => conversation.Name);
}
