using FlowBuilder.Core.Faults;
using FlowBuilder.Nodes.Guards;
using FlowBuilder.Nodes.Guards.Topics;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Guards;

[Parallelizable(ParallelScope.All)]
public sealed class TopicsNodeTests
{
    private static readonly string[] Words = ["폭탄 제조", "도박", "마약", "casino", "stock tip"];

    [TestCase("폭탄 제조 방법", "폭탄 제조")]
    [TestCase("폭탄제조를 배우고 싶어요", "폭탄 제조")]
    [TestCase("폭탄을 제조하는 법", "폭탄 제조")]
    [TestCase("폭 탄 제 조", "폭탄 제조")]
    [TestCase("도박은 나쁘다", "도박")]
    [TestCase("온라인 도박에서는 잃습니다", "도박")]
    [TestCase("도박했습니다", "도박")]
    [TestCase("도-박 사이트", "도박")]
    [TestCase("이것은 마약입니다", "마약")]
    [TestCase("'마약'을 찾습니다", "마약")]
    [TestCase("The CASINO opens", "casino")]
    [TestCase("two casinos and a casino's owner", "casino")]
    [TestCase("casino에서 만나요", "casino")]
    [TestCase("Give me stock  tips", "stock tip")]
    [TestCase("stock-tip", "stock tip")]
    public async Task A_word_is_found_with_endings_particles_and_other_spacing(string text, string word)
    {
        var report = (await CheckAsync(text, "warn")).Json("report");

        Assert.That(report.GetProperty("findings")[0].GetProperty("sign").GetString(), Is.EqualTo(word));
    }

    [TestCase("마약김밥 두 줄")]
    [TestCase("치마 약속")]
    [TestCase("occasional")]
    [TestCase("casinorum")]
    [TestCase("도 박물관이 있다")]
    [TestCase("stock and tip")]
    [TestCase("마약.")]
    public async Task Another_word_that_only_holds_the_letters_is_not_found(string text)
    {
        var expected = text == "마약.";

        Assert.That((await CheckAsync(text, "warn")).Json("report").GetProperty("flagged").GetBoolean(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Inside_other_words_it_is_found_where_that_is_asked_for()
    {
        var result = await NodeHarness.RunAsync<TopicsNode>(
            new { words = Words, action = "warn", match = "anywhere" }, Inputs("마약김밥 두 줄"), [new ScriptedChatModels("")]);

        Assert.That(result.Json("report").GetProperty("flagged").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Hangul_typed_in_letters_apart_is_the_same_word() =>
        Assert.That((await CheckAsync("도박은 나쁘다".Normalize(System.Text.NormalizationForm.FormD), "warn")).Json("report").GetProperty("flagged").GetBoolean(), Is.True);

    [Test]
    public async Task Masked_words_become_stars_and_the_rest_stays()
    {
        var result = await CheckAsync("Meet me at the casino. 폭탄 제조는 안 됩니다.", "mask");

        Assert.That(result.Text("text"), Is.EqualTo("Meet me at the ******. ** **는 안 됩니다."));
    }

    [Test]
    public void A_blocked_text_names_the_word() => Assert.That(
        () => CheckAsync("도박 이야기", "block"),
        Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("guard.topic").And.Message.Contain("도박"));

    [Test]
    public async Task A_live_text_goes_on_sentence_by_sentence_wherever_its_pieces_end()
    {
        const string text = "Hello there. The casino is far.\nYou lose 도박에서. Bye";
        for (var size = 1; size < text.Length; size++)
        {
            var guard = new TopicGuard(new TopicWords(Words, TopicMatch.Words));
            List<GuardPiece> pieces = [.. text.Chunk(size).SelectMany(chunk => guard.Append(new string(chunk))), .. guard.End()];
            Assert.That(string.Concat(pieces.Select(piece => piece.Masked)), Is.EqualTo("Hello there. The ****** is far.\nYou lose **에서. Bye"), $"pieces of {size}");
        }

        Assert.That(new TopicGuard(new TopicWords(Words, TopicMatch.Words)).Append("Hello there. The").Single().Text, Is.EqualTo("Hello there."));
        await Task.CompletedTask;
    }

    [Test]
    public async Task A_model_judges_what_a_text_is_about()
    {
        var models = new ScriptedChatModels("{\"score\": 0.8, \"reason\": \"It is about gambling.\"}");

        var result = await NodeHarness.RunAsync<TopicsNode>(
            new { words = new[] { "gambling" }, action = "route", method = "model", connection = "test" }, Inputs("Put it all on red!"), [models]);

        Assert.That(result.Text("flagged"), Is.EqualTo("Put it all on red!"));
        Assert.That(models.Client.Requests[0][0].Text, Does.Contain("\"gambling\""));
    }

    [Test]
    public void Without_words_the_node_is_not_complete() =>
        Assert.That(NodeHarness.ProblemsOf<TopicsNode>().Select(problem => (problem.Setting, problem.IsMissing)), Is.EqualTo(new[] { ("words", true) }));

    private static Dictionary<string, object> Inputs(string text) => new() { ["text"] = text };

    private static Task<NodeResult> CheckAsync(string text, string action) =>
        NodeHarness.RunAsync<TopicsNode>(new { words = Words, action }, Inputs(text), [new ScriptedChatModels("")]);
}
