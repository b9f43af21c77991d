using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Nodes.Data.Texts;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Data;

[Parallelizable(ParallelScope.All)]
public sealed class TextNodeTests
{
    [TestCase("trim", "  a b \n", "a b")]
    [TestCase("upper", "größe i", "GRÖßE I")]
    [TestCase("lower", "IST Ä", "ist ä")]
    [TestCase("title", "hello WORLD", "Hello World")]
    [TestCase("normalise", "ａｂ　ｃ\r\n\r\n\r\n d  e ", "ab c\n\nd e")]
    public async Task The_text_is_changed(string operation, string text, string expected) =>
        Assert.That((await RunAsync(text, new { operation })).Text("text"), Is.EqualTo(expected));

    [Test]
    public async Task A_part_is_replaced_literally()
    {
        Assert.That((await RunAsync("a.b.A", new { operation = "replace", find = ".", replacement = "-" })).Text("text"), Is.EqualTo("a-b-A"));
        Assert.That((await RunAsync("aXA", new { operation = "replace", find = "A", replacement = "", ignoreCase = true })).Text("text"), Is.EqualTo("X"));
    }

    [TestCase("\\n", true, "a\r\n\n b ", "[\"a\",\"b\"]")]
    [TestCase(",", false, "a,, b", "[\"a\",\"\",\" b\"]")]
    [TestCase("", true, "가👨‍👩‍👧b", "[\"가\",\"👨‍👩‍👧\",\"b\"]")]
    public async Task A_text_is_split(string separator, bool skipEmpty, string text, string expected)
    {
        var result = await RunAsync(text, new { operation = "split", separator, skipEmpty });

        Assert.That(JsonElement.DeepEquals(result.Json("json"), JsonSerializer.Deserialize<JsonElement>(expected)), Is.True, result.Json("json").GetRawText());
    }

    [Test]
    public async Task A_list_is_joined()
    {
        var list = JsonSerializer.SerializeToElement(new object?[] { "a", 2, "", null, true });

        Assert.That((await RunAsync(list, new { operation = "join", separator = ", " })).Text("text"), Is.EqualTo("a, 2, true"));
        Assert.That((await RunAsync("[\"x\",\"y\"]", new { operation = "join", separator = "+" })).Text("text"), Is.EqualTo("x+y"));
        Assert.That((await RunAsync("x\ny", new { operation = "join", separator = "+" })).Text("text"), Is.EqualTo("x+y"));
    }

    [TestCase(0, 2, "가나")]
    [TestCase(-2, null, "👨‍👩‍👧다")]
    [TestCase(1, -1, "나👨‍👩‍👧")]
    [TestCase(3, 1, "")]
    [TestCase(-100, 100, "가나👨‍👩‍👧다")]
    public async Task A_part_is_cut_by_characters_as_people_see_them(int from, int? to, string expected) =>
        Assert.That((await RunAsync("가나👨‍👩‍👧다", new { operation = "slice", from, to })).Text("text"), Is.EqualTo(expected));

    [TestCase("start", "0", "7", "007")]
    [TestCase("end", "-=", "ab", "ab-")]
    [TestCase("start", "", "abcd", "abcd")]
    public async Task A_text_is_filled_up(string side, string filler, string text, string expected) =>
        Assert.That((await RunAsync(text, new { operation = "pad", length = 3, side, filler })).Text("text"), Is.EqualTo(expected));

    [Test]
    public async Task Characters_words_and_lines_are_counted()
    {
        var result = await RunAsync("가 👨‍👩‍👧\nb", new { operation = "count" });

        Assert.That((result.Json("json").GetRawText(), result.Text("text")), Is.EqualTo(("""{"characters":5,"words":3,"lines":2}""", "5")));
    }

    [TestCase("first", "on 2024-05 and 2025-06", "(?<year>\\d{4})-(?<month>\\d{2})", "2024-05")]
    [TestCase("first", "price: 12 won", "price: (\\d+)", "12")]
    [TestCase("all", "a1b22c", "\\d+", "1\n22")]
    [TestCase("replace", "2024-05", "(\\d+)-(\\d+)", "05/2024")]
    [TestCase("split", "a1b22c", "\\d+", "a\nb\nc")]
    public async Task A_pattern_finds_replaces_and_splits(string operation, string text, string pattern, string expected) =>
        Assert.That((await MatchAsync(text, new { operation, pattern, replacement = "$2/$1" })).Text("text"), Is.EqualTo(expected));

    [Test]
    public async Task Named_groups_are_told()
    {
        var result = await MatchAsync("on 2024-05", new { pattern = "(?<year>\\d{4})-(?<month>\\d{2})" });

        Assert.That(result.Json("json").GetRawText(), Is.EqualTo("""{"text":"2024-05","index":3,"groups":{"year":"2024","month":"05"}}"""));
        Assert.That(result["found"], Is.True);
    }

    [Test]
    public async Task Without_a_match_only_that_is_told()
    {
        var result = await MatchAsync("abc", new { pattern = "\\d" });

        Assert.That((result.Has("text"), result.Has("json"), result["found"]), Is.EqualTo((false, false, (object)false)));
    }

    [TestCase("(a+)+$")]
    [TestCase("(a|aa)+$")]
    [TestCase("(.*a){20}$")]
    [Hazard("SEC-78")]
    public async Task A_pattern_that_would_run_for_ever_elsewhere_ends_in_time(string pattern)
    {
        var result = await MatchAsync(new string('a', 5_000) + "!", new { pattern });

        Assert.That(result["found"], Is.False);
    }

    [TestCase("(?=(a+)+$)a")]
    [TestCase("(a+)+\\1$")]
    [Hazard("SEC-78")]
    public void What_needs_backtracking_has_a_time_limit(string pattern) => Assert.That(
        () => MatchAsync(new string('a', 5_000) + "!", new { pattern }),
        Throws.TypeOf<NodeException>().With.Property(nameof(NodeException.Code)).EqualTo("regex.too-slow"));

    [Test]
    public void A_pattern_that_cannot_be_read_is_a_problem() =>
        Assert.That(NodeHarness.ProblemsOf<RegexNode>(new { pattern = "(" }).Select(problem => problem.Code), Is.EqualTo(new[] { "regex.pattern" }));

    private static Task<NodeResult> RunAsync(object text, object settings) =>
        NodeHarness.RunAsync<TextNode>(settings, new Dictionary<string, object> { ["text"] = text });

    private static Task<NodeResult> MatchAsync(string text, object settings) =>
        NodeHarness.RunAsync<RegexNode>(settings, new Dictionary<string, object> { ["text"] = text });
}
