using FlowBuilder.Core.Conversations;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Tests.Chatting;

[Parallelizable(ParallelScope.All)]
public sealed class ConversationTreeTests
{
    private static readonly ConversationTurn[] Turns =
    [
        Turn("a"),
        Turn("b", parent: "a"),
        Turn("b-again", parent: "a", question: "b"),
        Turn("c", parent: "b-again"),
        Turn("b-edited", parent: "a"),
        Turn("d", parent: "b-edited"),
        Turn("a-edited"),
    ];

    [TestCase("c", "a b-again c")]
    [TestCase("b", "a b")]
    [TestCase("d", "a b-edited d")]
    [TestCase("a-edited", "a-edited")]
    [TestCase(null, "a-edited")]
    [TestCase("gone", "a-edited")]
    public void It_shows_the_branch_that_ends_at_the_head_or_else_the_latest(string? head, string path) =>
        Assert.That(string.Join(' ', new ConversationTree(Turns, head).Path.Select(turn => turn.RunId)), Is.EqualTo(path));

    [Test]
    public void Versions_of_a_message_and_of_its_answer_are_told_apart()
    {
        var tree = new ConversationTree(Turns, "c");
        var again = tree.Find("b-again")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(tree.AnswersAt(again)), Is.EqualTo(new[] { "b", "b-again" }));
            Assert.That(Ids(tree.MessagesAt(again)), Is.EqualTo(new[] { "b-again", "b-edited" }), "Each message stands for its latest answer.");
            Assert.That(Ids(tree.MessagesAt(tree.Find("a")!)), Is.EqualTo(new[] { "a", "a-edited" }));
            Assert.That(Ids(tree.AnswersAt(tree.Find("d")!)), Is.EqualTo(new[] { "d" }));
        }
    }

    [Test]
    public void Going_to_another_version_goes_on_to_the_end_of_its_branch()
    {
        var tree = new ConversationTree(Turns, "a-edited");

        Assert.That(tree.EndOfBranch(tree.Find("b-again")!), Is.EqualTo("c"));
        Assert.That(tree.EndOfBranch(tree.Find("a")!), Is.EqualTo("d"), "The turn that was sent last goes before.");
    }

    [Test]
    public void The_history_of_a_turn_is_what_was_said_before_it_on_its_own_branch()
    {
        var tree = new ConversationTree(Turns, "c");

        Assert.That(Ids(tree.Before(tree.Find("d")!)), Is.EqualTo(new[] { "a", "b-edited" }));
        Assert.That(Ids(tree.Before(null)), Is.EqualTo(new[] { "a", "b-again", "c" }));
    }

    [Test]
    public void A_turn_that_is_added_is_shown()
    {
        var tree = new ConversationTree(Turns, "b").With(Turn("e", parent: "b"));

        Assert.That(Ids(tree.Path), Is.EqualTo(new[] { "a", "b", "e" }));
    }

    private static IEnumerable<string> Ids(IEnumerable<ConversationTurn> turns) => turns.Select(turn => turn.RunId);

    private static ConversationTurn Turn(string id, string? parent = null, string? question = null) => new()
    {
        RunId = id,
        ConversationId = "x",
        Parent = parent,
        Question = question ?? id,
        Message = id,
        SentAt = DateTimeOffset.UnixEpoch,
    };
}
