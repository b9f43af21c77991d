using FlowBuilder.Core.Faults;
using FlowBuilder.Nodes.Guards.Checks;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Guards;

[Parallelizable(ParallelScope.All)]
public sealed class CheckNodeTests
{
    private static readonly object Person = new
    {
        type = "object",
        properties = new { name = new { type = "string" }, age = new { type = "integer" } },
        required = new[] { "name" },
    };

    [TestCase("The quick brown fox jumps over the lazy dog and that is it.", "en")]
    [TestCase("Hello, how can I help you?", "en")]
    [TestCase("안녕하세요, 무엇을 도와드릴까요? API 문서를 보여 주세요.", "ko")]
    [TestCase("React에서 useState hook을 쓰는 법", "ko")]
    [TestCase("こんにちは、日本語の文章です。", "ja")]
    [TestCase("你好，我想知道今天的天气怎么样", "zh")]
    [TestCase("Ich möchte wissen, wie das Wetter heute ist.", "de")]
    [TestCase("Je voudrais savoir quel temps il fait dans la ville.", "fr")]
    [TestCase("Quiero saber qué tiempo hace hoy en la ciudad.", "es")]
    [TestCase("Eu não sei o que você quer com isso.", "pt")]
    [TestCase("Привет, как дела?", "ru")]
    [TestCase("Привіт, як справи? Її книга", "uk")]
    [TestCase("مرحبا كيف حالك", "ar")]
    [TestCase("12345 !!", null)]
    [TestCase("", null)]
    public void A_language_is_told_by_script_and_common_words(string text, string? expected) =>
        Assert.That(WrittenLanguage.Tell(text), Is.EqualTo(expected));

    [TestCase("characters", "👨‍👩‍👧가나다", 4)]
    [TestCase("words", "one two  three\nfour", 4)]
    [TestCase("tokens", "one two three four", 4)]
    public async Task Length_is_counted_in_what_was_chosen(string unit, string text, int length)
    {
        var passes = await TextAsync(text, new { unit, most = length, least = length });
        var tooLong = Assert.ThrowsAsync<NodeException>(() => TextAsync(text, new { unit, most = length - 1 }))!;
        var tooShort = Assert.ThrowsAsync<NodeException>(() => TextAsync(text, new { unit, least = length + 1 }))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(passes.Text("text"), Is.EqualTo(text));
            Assert.That(tooLong.Text.English, Does.Contain($"more than {length - 1} {unit}"));
            Assert.That(tooShort.Text.English, Does.Contain($"{length} {unit} where {length + 1} are needed"));
        }
    }

    [Test]
    public void A_live_text_is_stopped_where_it_grows_too_long_and_not_at_its_end()
    {
        var source = new LiveTextSource();
        for (var i = 0; i < 5; i++) source.Append("12345");

        Assert.That(
            async () =>
            {
                await foreach (var output in NodeHarness.StartAsync<TextCheckNode>(new { most = 20 }, new Dictionary<string, object> { ["text"] = source.Text })) _ = output;
            },
            Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("guard.text"),
            "the text has not ended");
    }

    [Test]
    public async Task A_text_in_another_language_is_routed_and_the_reason_told()
    {
        var english = await TextAsync("Hello, how can I help you?", new { action = "route", languages = new[] { "ko" } });
        var korean = await TextAsync("무엇을 도와드릴까요?", new { action = "route", languages = new[] { "ko" } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((english.Has("text"), english.Text("flagged")), Is.EqualTo((false, "Hello, how can I help you?")));
            Assert.That(english.Json("report").GetProperty("findings")[0].GetProperty("reason").GetString(), Is.EqualTo("it is in English where Korean is needed"));
            Assert.That((korean.Text("text"), korean.Has("flagged")), Is.EqualTo(("무엇을 도와드릴까요?", false)));
        }
    }

    [TestCase("xx", null, null, "languages")]
    [TestCase("ko", 10, 5, "least")]
    public void Settings_that_let_nothing_pass_are_told(string language, int? least, int? most, string setting) =>
        Assert.That(NodeHarness.ProblemsOf<TextCheckNode>(new { languages = new[] { language }, least, most }).Select(problem => problem.Setting), Is.EqualTo(new[] { setting }));

    [Test]
    public async Task JSON_that_keeps_to_the_schema_goes_on()
    {
        var result = await SchemaAsync("Here: ```json\n{\"name\":\"Kim\",\"age\":3}\n```", new { schema = Person });

        Assert.That(result.Json("json").GetProperty("name").GetString(), Is.EqualTo("Kim"));
        Assert.That(result.Json("report").GetRawText(), Is.EqualTo("""{"flagged":false,"problems":[]}"""));
    }

    [TestCase("{\"age\":\"three\"}", "$ lacks \"name\"")]
    [TestCase("no json at all", "holds no valid JSON")]
    public void Other_JSON_is_blocked_and_the_place_named(string value, string reason) => Assert.That(
        () => SchemaAsync(value, new { schema = Person }),
        Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("guard.schema").And.Message.Contain(reason));

    [Test]
    public async Task Other_JSON_is_routed_with_every_problem_in_the_report()
    {
        var result = await SchemaAsync("{\"age\":\"three\"}", new { schema = Person, action = "route" });

        Assert.That(result.Has("json"), Is.False);
        Assert.That(result["flagged"], Is.EqualTo("{\"age\":\"three\"}"));
        Assert.That(result.Json("report").GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()), Is.EquivalentTo(new[] { "$", "$.age" }));
    }

    [Test]
    public async Task Other_JSON_goes_on_where_it_is_only_reported()
    {
        var result = await SchemaAsync("{\"age\":3}", new { schema = Person, action = "warn" });

        Assert.That((result.Json("json").GetRawText(), result.Json("report").GetProperty("flagged").GetBoolean()), Is.EqualTo(("{\"age\":3}", true)));
    }

    private static Task<NodeResult> TextAsync(string text, object settings) =>
        NodeHarness.RunAsync<TextCheckNode>(settings, new Dictionary<string, object> { ["text"] = text });

    private static Task<NodeResult> SchemaAsync(string value, object settings) =>
        NodeHarness.RunAsync<SchemaNode>(settings, new Dictionary<string, object> { ["value"] = value });
}
