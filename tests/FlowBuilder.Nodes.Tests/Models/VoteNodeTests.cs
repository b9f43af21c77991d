using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Models;
using FlowBuilder.Nodes.Tests.Data.Tables;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Models;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class VoteNodeTests
{
    [Test]
    public async Task The_answer_that_most_give_wins_however_it_is_written()
    {
        var result = await AskAsync(Saying(("a", "Seoul."), ("b", "Busan"), ("c", "**seoul**")), new { models = Members("a", "b", "c") });

        Assert.That(result.Text("text"), Is.EqualTo("Seoul."));
        Assert.That(result.Text("reason"), Is.EqualTo("2 of 3 gave this answer."));
        Assert.That(
            result.Json("answers").EnumerateArray().Select(answer => (answer.GetProperty("connection").GetString(), answer.GetProperty("votes").GetInt32(), answer.GetProperty("chosen").GetBoolean())),
            Is.EqualTo(new[] { ("a", 2, true), ("b", 1, false), ("c", 2, false) }));
    }

    [Test]
    public async Task Of_as_many_votes_the_model_that_is_listed_first_wins() =>
        Assert.That((await AskAsync(Saying(("a", "1"), ("b", "2")), new { models = Members("b", "a") })).Text("text"), Is.EqualTo("2"));

    [Test]
    public async Task All_are_asked_at_the_same_time()
    {
        var (here, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var models = new AnsweringChatModels(async (_, _, token) =>
        {
            if (Interlocked.Increment(ref here) == 3) all.SetResult();
            await all.Task.WaitAsync(token);
            return "yes";
        });

        Assert.That((await AskAsync(models, new { models = Members("a", "b", "c") })).Text("reason"), Is.EqualTo("3 of 3 gave this answer."));
    }

    [Test]
    public async Task A_model_that_fails_is_told_of_and_does_not_silence_the_others()
    {
        var result = await AskAsync(Saying(("a", null), ("b", "fine")), new { models = Members("a", "b"), mode = "all" });

        Assert.That(result.Text("text"), Is.EqualTo("### a\n\nDown.\n\n### b · m\n\nfine"));
        Assert.That(result.Json("answers")[0].GetProperty("error").GetString(), Is.EqualTo("Down."));
    }

    [Test]
    public void Where_all_fail_the_node_fails() =>
        Assert.That(
            async () => await AskAsync(Saying(("a", null), ("b", null)), new { models = Members("a", "b") }),
            Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("test.down"));

    [Test]
    public async Task A_judge_chooses_without_knowing_who_said_what()
    {
        var seen = "";
        var models = new AnsweringChatModels((connection, prompt) =>
        {
            if (connection != "judge") return $"from {connection}";
            seen = prompt;
            return """{"best": 2, "reason": "It is complete."}""";
        });
        var result = await AskAsync(models, new { models = Members("first", "second"), mode = "best", judge = "judge", criteria = "It rhymes." });

        Assert.That((result.Text("text"), result.Text("reason")), Is.EqualTo(("from second", "It is complete.")));
        Assert.That(seen, Does.Contain("It rhymes.").And.Contain("Answer 2:\nfrom second").And.Contain("What is it?"));
    }

    [TestCase("the second one is nice", "2", "from b", TestName = "put right at the second try")]
    [TestCase("7", "1", "from a", TestName = "an answer that is not there, then one that is")]
    public async Task A_judge_that_names_none_is_asked_once_more(string first, string second, string expected)
    {
        var asked = 0;
        var models = new AnsweringChatModels((connection, _) => connection != "judge" ? $"from {connection}" : asked++ == 0 ? first : second);

        Assert.That((await AskAsync(models, new { models = Members("a", "b"), mode = "best", judge = "judge" })).Text("text"), Is.EqualTo(expected));
    }

    [Test]
    public void A_judge_that_never_names_one_fails_the_node()
    {
        var models = new AnsweringChatModels((connection, _) => connection == "judge" ? "Hard to say." : "x");

        Assert.That(
            async () => await AskAsync(models, new { models = Members("a", "b"), mode = "best", judge = "judge" }),
            Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("vote.judge-unreadable"));
    }

    [Test]
    public async Task As_it_is_dropped_it_asks_the_demo_model()
    {
        var result = await AskAsync(TableWorld.OfflineModels, new { mode = "best" });

        Assert.That(result.Text("text"), Is.Not.Empty);
        Assert.That(result.Text("reason"), Does.StartWith("By likeness of words, without a judge"));
    }

    [Test]
    public void No_models_and_too_many_models_are_told_before_the_flow_runs() => Assert.Multiple(() =>
    {
        Assert.That(NodeHarness.ProblemsOf<VoteNode>(new { models = Array.Empty<object>() }).Single().Code, Is.EqualTo("setting.missing"));
        Assert.That(NodeHarness.ProblemsOf<VoteNode>(new { models = Members([.. Enumerable.Repeat("a", 17)]) }).Single().Code, Is.EqualTo("vote.too-many"));
    });

    private static object[] Members(params string[] connections) => [.. connections.Select(connection => new { connection })];

    private static AnsweringChatModels Saying(params (string Connection, string? Answer)[] answers) => new((connection, _) =>
        answers.First(answer => answer.Connection == connection).Answer ?? throw new NodeException("test.down", LocalText.Of("Down.", "멈춤."), FaultKind.Provider));

    private static Task<NodeResult> AskAsync(IChatModels models, object settings) =>
        NodeHarness.RunAsync<VoteNode>(settings, new Dictionary<string, object> { ["prompt"] = "What is it?" }, [models]);
}
