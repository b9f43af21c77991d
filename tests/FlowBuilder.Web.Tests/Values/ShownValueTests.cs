using System.Text.Json;
using FlowBuilder.Core.Values;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Components.Values;

namespace FlowBuilder.Web.Tests.Values;

[Parallelizable(ParallelScope.All)]
internal sealed class ShownValueTests
{
    private static IEnumerable<TestCaseData> Values()
    {
        yield return Case("plain words, with a comma\nand a second line", ValueForm.Text);
        yield return Case("# Title\n\nwords", ValueForm.Markdown, ValueForm.Text);
        yield return Case("""[{"a":1},{"b":"x"}]""", ValueForm.Text, ValueForm.Table, ValueForm.Tree);
        yield return Case("""{"a":[1,2]}""", ValueForm.Text, ValueForm.Tree);
        yield return Case("{ not json }", ValueForm.Text);
        yield return Case("a,b\n1,2\n\"3,3\",4\n", ValueForm.Text, ValueForm.Table);
        yield return Case(JsonElement.Parse("""[{"a":1}]"""u8), ValueForm.Table, ValueForm.Tree, ValueForm.Text);
        yield return Case(JsonElement.Parse("[1,2]"u8), ValueForm.Tree, ValueForm.Text);
        yield return Case(JsonElement.Parse("7"u8), ValueForm.Text);
        yield return Case(JsonElement.Parse("\"words\""u8), ValueForm.Text);
        yield return Case(new ImageValue("image/png", new byte[] { 1 }), ValueForm.Image);
        yield return Case(new FileValue("a.txt", "text/plain", new byte[] { 1 }), ValueForm.File);
        yield return Case(new DocumentList([new Document { Text = "x" }]), ValueForm.Documents, ValueForm.Tree);
        yield return Case(new MessageList([new Message(MessageRole.User, "x")]), ValueForm.Messages, ValueForm.Tree);
        yield return Case(0.5, ValueForm.Text);

        static TestCaseData Case(object value, params ValueForm[] forms) => new(value, forms.Select(form => form.ToString()).ToArray());
    }

    [TestCaseSource(nameof(Values))]
    public void Value_is_shown_in_the_ways_that_fit_it_the_best_first(object value, string[] forms) =>
        Assert.That(ShownValue.Of(value, isLive: false).Forms.Select(form => form.ToString()), Is.EqualTo(forms));

    [Test]
    [Hazard("SEC-54", "BAD-38")]
    public void Picture_that_a_browser_could_run_as_a_program_is_not_shown_as_one() =>
        Assert.That(ShownValue.Of(new ImageValue("image/svg+xml", new byte[] { 1 }), isLive: false).Forms, Does.Not.Contain(ValueForm.Image));

    [Test]
    public void Text_that_is_being_made_is_text_whatever_it_begins_with() =>
        Assert.That(ShownValue.Of("# Title", isLive: true).Forms, Is.EqualTo(new[] { ValueForm.Text }));

    [Test]
    public void Table_of_ten_thousand_objects_gives_the_rows_that_are_asked_for()
    {
        var json = JsonSerializer.SerializeToElement(Enumerable.Range(0, 10_000).Select(row => new { row, name = $"n{row}" }));

        var table = ShownValue.Of(json, isLive: false).Table!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((table.Count, table.Columns), Is.EqualTo((10_000, new[] { "row", "name" })));
            Assert.That(table.Read(9_998, 50).Select(row => string.Join('|', row)), Is.EqualTo(new[] { "9998|n9998", "9999|n9999" }));
        }
    }

    [Test]
    public void Cell_that_is_not_there_is_empty_and_a_long_one_is_cut()
    {
        var table = ShownValue.Of(JsonSerializer.SerializeToElement(new object[] { new { a = new string('x', 400) }, new { b = 1 } }), isLive: false).Table!;

        var rows = table.Read(0, 2);

        Assert.That((rows[0][0].Length, rows[0][1], rows[1][0], rows[1][1]), Is.EqualTo((301, "", "", "1")));
    }
}
