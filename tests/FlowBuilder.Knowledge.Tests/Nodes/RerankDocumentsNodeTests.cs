using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Knowledge.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class RerankDocumentsNodeTests
{
    private const string ByModel = """{ "method": "model", "connection": "any", "top": 3 }""";

    [Test]
    public async Task By_words_the_passage_with_all_words_side_by_side_comes_first()
    {
        var found = await RankAsync(
            """{ "top": 4 }""",
            "warranty of the belt",
            null,
            "A belt is sold here. It is of leather and comes with buckles of many kinds, and to some of them we give a warranty.",
            "The sea is salt.",
            "The belt warranty covers two years.",
            "A warranty is a promise.");

        Assert.That(found.Select(document => document.Text[..10]), Is.EqualTo(new[] { "The belt w", "A belt is ", "A warranty", "The sea is" }));
        Assert.That(found.Select(document => document.Score), Is.Ordered.Descending.And.All.InRange(0.0, 1.0));
        Assert.That(found[0].Score, Is.EqualTo(1).Within(0.01));
        Assert.That(found[^1].Score, Is.Zero);
    }

    [Test]
    public async Task By_words_Korean_particles_and_compounds_are_seen_through()
    {
        var found = await RankAsync("""{ "top": 1 }""", "보증 기간이 얼마나 되나요?", null, "배송은 사흘이 걸립니다.", "제품의 보증기간은 2년입니다.", "기간을 정해 보증을 섭니다.");

        Assert.That(found.Single().Text, Does.Contain("보증"));
    }

    [TestCase("""{"scores":[{"passage":1,"score":2},{"passage":2,"score":9},{"passage":3,"score":5}]}""")]
    [TestCase("""Here you are: ```json [{"index": 1, "relevance": "2"}, {"index": 2, "relevance": "9"}, {"index": 3, "relevance": "5"}]``` .""")]
    [TestCase("[2, 9, 5]")]
    [TestCase("""{"1": 2, "2": 12, "3": 5, "99": 7, "x": 1}""")]
    public async Task A_models_scores_are_read_in_whatever_form_they_come(string answer)
    {
        var found = await RankAsync(ByModel, "q", [answer], "a", "b", "c");

        Assert.That(string.Concat(found.Select(document => document.Text)), Is.EqualTo("bca"));
        Assert.That(found[1].Score, Is.EqualTo(0.5));
    }

    [Test]
    public async Task What_the_model_says_nothing_of_comes_last_in_the_order_it_had()
    {
        var found = await RankAsync("""{ "method": "model", "connection": "any", "top": 4 }""", "q", ["""{"scores":[{"passage":3,"score":1}]}"""], "a", "b", "c", "d");

        Assert.That(string.Concat(found.Select(document => document.Text)), Is.EqualTo("cabd"));
        Assert.That(found[1].Score, Is.Null);
    }

    [Test]
    public async Task A_model_that_answers_nothing_of_use_is_asked_again_and_then_told_of()
    {
        var good = await RankAsync(ByModel, "q", ["I cannot.", "[1, 2]"], "a", "b");
        var bad = async () => await RankAsync(ByModel, "q", ["I cannot."], "a", "b");

        Assert.That(string.Concat(good.Select(document => document.Text)), Is.EqualTo("ba"));
        await Assert.ThatAsync(bad, Throws.InstanceOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("documents.rerank-unreadable"));
    }

    [Test]
    public async Task Many_passages_are_asked_about_in_several_calls_and_their_use_is_reported()
    {
        var client = new ScriptedChatClient(ScriptedAnswer.Of("""{"scores":[{"passage":1,"score":3}]}"""), ScriptedAnswer.Of("""{"scores":[{"passage":5,"score":8}]}"""));
        var context = new TestNodeContext();

        var result = await NodeHarness.RunAsync<RerankDocumentsNode>(
            """{ "method": "model", "connection": "any", "top": 2 }""", Inputs("q", [.. Enumerable.Range(0, 25).Select(i => $"p{i}")]), [new ScriptedChatModels(client)], context);

        Assert.That(((DocumentList)result.Outputs.Single().Value!).Select(document => document.Text), Is.EqualTo(new[] { "p24", "p0" }));
        Assert.That(client.Requests, Has.Count.EqualTo(2));
        Assert.That(context.Usage.InputTokens, Is.EqualTo(20));
    }

    [Test]
    public async Task A_least_score_leaves_out_the_rest_and_the_demo_model_is_not_asked()
    {
        var found = await RankAsync("""{ "method": "model", "connection": "offline", "minimumScore": 0.5 }""", "belt", null, "belt", "sea");

        Assert.That(found.Select(document => document.Text), Is.EqualTo(new[] { "belt" }));
    }

    private static async Task<DocumentList> RankAsync(string settings, string query, string[]? answers, params string[] passages)
    {
        IChatModels models = answers is null ? new ScriptedChatModels(new ScriptedChatClient()) : new ScriptedChatModels(answers);
        var result = await NodeHarness.RunAsync<RerankDocumentsNode>(settings, Inputs(query, passages), [models]);
        return (DocumentList)result.Outputs.Single().Value!;
    }

    private static Dictionary<string, object> Inputs(string query, string[] passages) => new()
    {
        ["query"] = query,
        ["documents"] = new DocumentList([.. passages.Select(text => new Document { Text = text })]),
    };
}
