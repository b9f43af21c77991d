using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Memory;
using FlowBuilder.Nodes.Tests.Data.Tables;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Memory;

[Parallelizable(ParallelScope.All)]
public sealed class MemoryNodesTests
{
    private static readonly MemoryOwner Ann = new(MemoryOwnerKind.User, "ann");

    [TestCase(1, "q3 a3")]
    [TestCase(2, "q2 a2 q3 a3")]
    [TestCase(9, "q1 a1 q2 a2 q3 a3")]
    public async Task A_window_keeps_the_last_turns(int turns, string kept)
    {
        var result = await WindowAsync(Talk(3), new { turns });

        Assert.That(Words(result["history"]), Is.EqualTo(kept));
    }

    [TestCase(50, "")]
    [TestCase(75, "q3 a3")]
    [TestCase(10_000, "q1 a1 q2 a2 q3 a3")]
    public async Task A_window_of_tokens_begins_with_a_question_and_fits(int tokens, string kept)
    {
        var long3 = new MessageList([.. Talk(3).Select(message => message with { Text = message.Text + " " + new string('x', 100) })]);

        var result = await WindowAsync(long3, new { limit = "tokens", tokens });

        Assert.That(Words(result["history"]), Is.EqualTo(kept));
    }

    [Test]
    public async Task Without_a_conversation_the_window_is_empty() =>
        Assert.That(
            (MessageList)(await NodeHarness.RunAsync<MemoryWindowNode>(services: [new InMemoryMemoryStore(TimeProvider.System)]))["history"], Is.Empty);

    [Test]
    public async Task A_summary_grows_with_the_conversation_and_never_reads_the_same_part_twice()
    {
        var memory = new InMemoryMemoryStore(TimeProvider.System);
        var models = new ScriptedChatModels("First summary.", "Second summary.");

        var first = await SummaryAsync(memory, models, Talk(4));
        var again = await SummaryAsync(memory, models, Talk(4));
        var second = await SummaryAsync(memory, models, Talk(5));

        Assert.Multiple(() =>
        {
            Assert.That(first.Text("text"), Is.EqualTo("First summary."));
            Assert.That(again.Text("text"), Is.EqualTo("First summary."));
            Assert.That(second.Text("text"), Is.EqualTo("Second summary."));
            Assert.That(models.Client.Requests, Has.Count.EqualTo(2));
            Assert.That(models.Client.Requests[0][1].Text, Does.Contain("User: q1").And.Contain("Assistant: a2").And.Not.Contain("q3"));
            Assert.That(models.Client.Requests[1][1].Text, Does.Contain("First summary.").And.Contain("User: q3").And.Not.Contain("q1"));
            Assert.That(((MessageList)second["history"]).Select(message => message.Text), Is.EqualTo(new[] { "Summary of the conversation so far:\nSecond summary.", "q4", "a4", "q5", "a5" }));
        });
    }

    [Test]
    public async Task Another_branch_of_the_conversation_is_summarised_anew()
    {
        var memory = new InMemoryMemoryStore(TimeProvider.System);
        var models = new ScriptedChatModels("Old.", "New.");
        await SummaryAsync(memory, models, Talk(4));

        var other = await SummaryAsync(memory, models, new MessageList([new Message(MessageRole.User, "other"), .. Talk(4).Skip(1)]));

        Assert.That(other.Text("text"), Is.EqualTo("New."));
        Assert.That(models.Client.Requests[1][1].Text, Does.Contain("User: other").And.Not.Contain("Old."));
    }

    [Test]
    public async Task A_short_conversation_is_not_summarised()
    {
        var models = new ScriptedChatModels("never");

        var result = await SummaryAsync(new InMemoryMemoryStore(TimeProvider.System), models, Talk(2));

        Assert.That(result.Text("text"), Is.Empty);
        Assert.That(Words(result["history"]), Is.EqualTo("q1 a1 q2 a2"));
        Assert.That(models.Client.Requests, Is.Empty);
    }

    [Test]
    public async Task The_demo_model_extracts_what_was_said()
    {
        var talk = new MessageList([new Message(MessageRole.User, "The delivery for the bakery in Busan comes on Friday at nine."), new Message(MessageRole.Assistant, "Noted: the delivery comes on Friday."), .. Talk(2)]);

        var result = await SummaryAsync(new InMemoryMemoryStore(TimeProvider.System), TableWorld.OfflineModels, talk);

        Assert.That(result.Text("text"), Does.Contain("delivery").And.Contain("Friday"));
    }

    [Test]
    public async Task Facts_are_kept_once_and_newer_ones_replace_what_they_contradict()
    {
        var memory = new InMemoryMemoryStore(TimeProvider.System);
        await memory.SaveFactsAsync(Ann, ["Lives in Seoul", "Likes tea"], [], default);
        var known = await memory.ListFactsAsync(Ann, default);
        var seoul = known.ToList().FindIndex(fact => fact.Text == "Lives in Seoul") + 1;
        var models = new ScriptedChatModels($$"""{"remember":["Lives in Busan","likes TEA!"],"replaced":[{{seoul}}, 99]}""");

        var result = await SaveAsync(memory, models, "I moved to Busan. I still like tea.");
        var kept = await memory.ListFactsAsync(Ann, default);

        Assert.Multiple(() =>
        {
            Assert.That(models.Client.Requests[0][0].Text, Does.Contain($"{seoul}. Lives in Seoul"));
            Assert.That(result.Json("facts").GetRawText(), Is.EqualTo("""["Lives in Busan","Likes tea"]"""));
            Assert.That(kept.Select(fact => fact.Text), Is.EquivalentTo(new[] { "Lives in Busan", "Likes tea" }));
        });
    }

    [TestCase("Hello! My name is Ann. What is the weather? I live in Busan.", "[\"My name is Ann.\",\"I live in Busan.\"]")]
    [TestCase("안녕하세요. 저는 부산에 살아요. 오늘 날씨 어때요? 제 이름은 김하나예요.", "[\"저는 부산에 살아요.\",\"제 이름은 김하나예요.\"]")]
    [TestCase("What time is it?", "[]")]
    public async Task Without_a_model_sentences_about_oneself_are_kept(string said, string facts)
    {
        var result = await SaveAsync(new InMemoryMemoryStore(TimeProvider.System), TableWorld.OfflineModels, said);

        Assert.That(result.Json("facts").GetRawText(), Is.EqualTo(facts));
    }

    [Test]
    public void An_answer_that_is_no_list_is_a_fault_that_may_be_tried_again() =>
        Assert.That(
            () => SaveAsync(new InMemoryMemoryStore(TimeProvider.System), new ScriptedChatModels("Sure!"), "I am Ann."),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("memory.not-facts").And.Property("IsTransient").True);

    [TestCase("Where do I live?", "- I live in Busan")]
    [TestCase("차를 어떻게 마셔?", "- 저는 녹차를 설탕 없이 마셔요")]
    [TestCase("Zzz?", "")]
    public async Task What_bears_on_a_question_is_recalled(string question, string recalled)
    {
        var memory = new InMemoryMemoryStore(TimeProvider.System);
        await memory.SaveFactsAsync(Ann, ["I live in Busan", "저는 녹차를 설탕 없이 마셔요", "My dog is called Bori"], [], default);
        await memory.SaveFactsAsync(Ann with { Id = "bob" }, ["I live in Paris, zzz"], [], default);

        var result = await NodeHarness.RunAsync<MemoryRecallNode>(
            new { fillsUp = false, most = 1 }, new Dictionary<string, object> { ["question"] = question }, [memory], new TestNodeContext { Person = "ann" });

        Assert.That(result.Text("text"), Is.EqualTo(recalled));
    }

    [Test]
    public async Task Free_places_are_filled_with_the_newest()
    {
        var memory = new InMemoryMemoryStore(TimeProvider.System);
        await memory.SaveFactsAsync(Ann, ["one", "two", "three"], [], default);

        var result = await NodeHarness.RunAsync<MemoryRecallNode>(
            new { most = 2, user = "ann" }, new Dictionary<string, object> { ["question"] = "?" }, [memory]);

        Assert.That(result.Json("facts").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task Nobody_is_told_what_another_said()
    {
        var memory = new InMemoryMemoryStore(TimeProvider.System);
        var text = new Dictionary<string, object> { ["text"] = "I am here." };
        await NodeHarness.RunAsync<MemorySaveNode>(new { from = "lines" }, text, [memory, new ScriptedChatModels("x")], new TestNodeContext { Conversation = "one" });

        var other = await NodeHarness.RunAsync<MemoryRecallNode>(null, new Dictionary<string, object> { ["question"] = "Who is here?" }, [memory], new TestNodeContext { Conversation = "two" });

        Assert.That(other.Text("text"), Is.Empty);
        Assert.That(
            () => NodeHarness.RunAsync<MemorySaveNode>(new { from = "lines" }, text, [memory, new ScriptedChatModels("x")]),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("memory.nobody"));
    }

    private static Task<NodeResult> WindowAsync(MessageList history, object settings) => NodeHarness.RunAsync<MemoryWindowNode>(
        settings, new Dictionary<string, object> { ["history"] = history }, [new InMemoryMemoryStore(TimeProvider.System)]);

    private static Task<NodeResult> SummaryAsync(IMemoryStore memory, Core.Models.IChatModels models, MessageList history) => NodeHarness.RunAsync<MemorySummaryNode>(
        new { recent = 2 }, new Dictionary<string, object> { ["history"] = history }, [memory, models], new TestNodeContext { Conversation = "talk" });

    private static Task<NodeResult> SaveAsync(IMemoryStore memory, Core.Models.IChatModels models, string text) => NodeHarness.RunAsync<MemorySaveNode>(
        null, new Dictionary<string, object> { ["text"] = text }, [memory, models], new TestNodeContext { Person = "ann" });

    private static MessageList Talk(int turns) =>
        new([.. Enumerable.Range(1, turns).SelectMany(turn => (Message[])[new(MessageRole.User, $"q{turn}"), new(MessageRole.Assistant, $"a{turn}")])]);

    private static string Words(object history) => string.Join(' ', ((MessageList)history).Select(message => message.Text.Split(' ')[0]));
}
