using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Knowledge.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class CiteSourcesNodeTests
{
    private static readonly DocumentList Sources = new([
        new Document { Text = "The kettle holds 1.7 litres and draws 2,200 watts.", Title = "Kettle", Source = "kettle.md" },
        new Document { Text = "The warranty lasts three years from the day of purchase.", Title = "Warranty", Source = "https://example.com/warranty" },
        new Document { Text = "연차 휴가는 1년에 20일이며, 최소 2주 전에 신청합니다.", Title = "사내 규정", Source = "규정.pdf", Metadata = Document("page", "3") },
    ]);

    [TestCase("First [2], then [1], then [2].", "First [1], then [2], then [1].", "2 1")]
    [TestCase("Both [1, 3] or [1-3].", "Both [1][2] or [1][3][2].", "1 3 2")]
    [TestCase("One【2】and 【1†source】.", "One[1]and [2].", "2 1")]
    [TestCase("Notes [^3] and [Source 1] and [출처 3].", "Notes [1] and [2] and [1].", "3 1")]
    [TestCase("There is no such source [7].", "There is no such source.", "")]
    [TestCase("Partly [2, 9], never [0] here.", "Partly [1], never here.", "2")]
    [TestCase("세 해입니다[2].", "세 해입니다[1].", "2")]
    [TestCase("Three years (2). As it says (source 1), warm.", "Three years [1]. As it says [2], warm.", "2 1")]
    [TestCase("There are two: (1) open it, (2) fill it.", "There are two: (1) open it, (2) fill it.", "")]
    [TestCase("(1) Open it.\n(2) Fill it [3].", "(1) Open it.\n(2) Fill it [1].", "3")]
    [TestCase("Cited [2]. Option (1).", "Cited [1]. Option (1).", "2")]
    [TestCase("In 2024 (2024) and [2024].", "In 2024 (2024) and [2024].", "")]
    [TestCase("A [link](https://example.com), a [1](https://example.com/1) and \\[2\\].", "A [link](https://example.com), a [1](https://example.com/1) and \\[2\\].", "")]
    [TestCase("Use `a[2]` and ``b`[1]``, see [3].", "Use `a[2]` and ``b`[1]``, see [1].", "3")]
    [TestCase("Before [3]\n```js\nlist[2] = [1];\n```\nAfter [2]", "Before [1]\n```js\nlist[2] = [1];\n```\nAfter [2]", "3 2")]
    [TestCase("- an item\n\n    ~~~\n    x[1]\n    ~~~\n\nDone [2].", "- an item\n\n    ~~~\n    x[1]\n    ~~~\n\nDone [1].", "2")]
    [TestCase("A lone ` backtick [2].", "A lone ` backtick [1].", "2")]
    [TestCase("Reversed [3-1] and [x] and [ ] stay.", "Reversed [3-1] and [x] and [ ] stay.", "")]
    [TestCase("Unclosed [2", "Unclosed [2", "")]
    [TestCase("", "", "")]
    public async Task Numbers_follow_first_use_however_the_answer_is_cut(string answer, string expected, string cited)
    {
        foreach (var size in new[] { 1, 2, 3, 7, 1000 })
        {
            var result = await CiteAsync(answer, size: size);

            Assert.That(result.Text("text"), Is.EqualTo(expected), $"in pieces of {size}");
            Assert.That(Titles(result), Is.EqualTo(cited.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => Sources[number[0] - (int)'1'].Title)));
        }
    }

    [Test, CancelAfter(10_000)]
    public async Task The_answer_is_handed_on_while_it_comes(CancellationToken cancellationToken)
    {
        var answer = new LiveTextSource();
        var inputs = new Dictionary<string, object> { ["answer"] = answer.Text, ["documents"] = Sources };
        await using var outputs = NodeHarness.StartAsync<CiteSourcesNode>(inputs: inputs, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);

        answer.Append("It holds 1.7 litres [");
        await outputs.MoveNextAsync();
        Assert.That(outputs.Current.Delta, Is.EqualTo("It holds 1.7 litres"));

        answer.Append("1]. The ");
        await outputs.MoveNextAsync();
        Assert.That(outputs.Current.Delta, Is.EqualTo(" [1]. The"));
        answer.Complete();
    }

    [Test]
    public async Task An_answer_without_citations_says_so_and_one_with_them_does_not()
    {
        var none = await CiteAsync("I do not know.");
        var some = await CiteAsync("Three years [2].");

        Assert.That(none.Text("uncited"), Is.EqualTo("I do not know."));
        Assert.That((DocumentList)none["documents"], Is.Empty);
        Assert.That(some.Has("uncited"), Is.False);
    }

    [Test]
    public async Task All_sources_are_kept_on_wish_those_cited_first()
    {
        var result = await CiteAsync("Three years [2].", new { keepAll = true });

        Assert.That(Titles(result), Is.EqualTo(new[] { "Warranty", "Kettle", "사내 규정" }));
    }

    [Test]
    public async Task The_list_of_sources_is_in_the_answer_s_language_with_links_and_pages()
    {
        var english = await CiteAsync("Three years [2], 1.7 litres [1].", new { sourceList = true });
        var korean = await CiteAsync("연차 휴가는 20일입니다 [3].", new { sourceList = true });

        Assert.That(english.Text("text"), Does.EndWith("1.7 litres [2].\n\n**Sources**\n\n1. [Warranty](<https://example.com/warranty>)\n2. Kettle"));
        Assert.That(korean.Text("text"), Does.EndWith("\n\n**출처**\n\n1. 사내 규정, 3쪽"));
    }

    [Test]
    public async Task Marks_in_a_title_are_text_in_the_list()
    {
        var sources = new DocumentList([new Document { Text = "x", Title = "[a](javascript:alert(1)) <b>", Source = "javascript:alert(1)" }]);

        var result = await CiteAsync("Yes [1].", new { sourceList = true }, sources);

        Assert.That(result.Text("text"), Does.EndWith(@"1. \[a\]\(javascript:alert\(1\)\) \<b\>"));
    }

    [Test]
    public async Task A_sentence_that_its_source_does_not_bear_out_is_marked_as_weak()
    {
        var result = await CiteAsync("The warranty lasts three years from the day of purchase. [2] Bananas grow best on volcanic islands [2]. It draws 3,500 watts when it is on [1].");

        var sentences = result.Json("support").EnumerateArray().ToList();
        Assert.That(sentences.Select(item => item.GetProperty("isWeak").GetBoolean()), Is.EqualTo(new[] { false, true, true }));
        Assert.That(sentences[0].GetProperty("support").GetDouble(), Is.EqualTo(1));
        Assert.That(sentences[2].GetProperty("sentence").GetString(), Is.EqualTo("It draws 3,500 watts when it is on."));
    }

    [TestCase("연차 휴가는 최소 2주 전에 신청해야 합니다 [3].", false)]
    [TestCase("점심은 구내식당에서 무료로 제공합니다 [3].", true)]
    [TestCase("보증은 구입한 날부터 삼 년 동안 이어집니다 [2].", false)]
    public async Task Korean_sentences_are_compared_by_their_stems_and_not_at_all_with_another_language(string answer, bool isWeak)
    {
        var result = await CiteAsync(answer);

        Assert.That(result.Json("support")[0].GetProperty("isWeak").GetBoolean(), Is.EqualTo(isWeak));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_long_answer_of_brackets_takes_no_long_time(CancellationToken cancellationToken)
    {
        var answer = string.Concat(Enumerable.Repeat("[1, ", 50_000)) + new string('`', 20_000) + string.Concat(Enumerable.Repeat("(1 [2 `x", 20_000));

        var result = await CiteAsync(answer, size: 5000, cancellationToken: cancellationToken);

        Assert.That(result.Text("text"), Has.Length.EqualTo(answer.Length));
    }

    private static async Task<NodeResult> CiteAsync(
        string answer, object? settings = null, DocumentList? sources = null, int size = 1000, CancellationToken cancellationToken = default)
    {
        var source = new LiveTextSource();
        var inputs = new Dictionary<string, object> { ["answer"] = source.Text, ["documents"] = sources ?? Sources };
        var run = NodeHarness.RunAsync<CiteSourcesNode>(settings, inputs, cancellationToken: cancellationToken);
        foreach (var chunk in answer.Chunk(size))
        {
            source.Append(new string(chunk));
            await Task.Yield();
        }

        source.Complete();
        return await run;
    }

    private static IEnumerable<string> Titles(NodeResult result) => ((DocumentList)result["documents"]).Select(document => document.Title);

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Document(string name, string value) =>
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
}
