using FlowBuilder.Web.Editing.Search;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class SearchTests
{
    [TestCase("chat model", "model.chat")]
    [TestCase("model.chat", "model.chat")]
    [TestCase("프롬프트", "prompt.template")]
    [TestCase("지시문", "prompt.template")]
    [TestCase("handlebars variables", "prompt.template")]
    [TestCase("NUMBER", "input.number")]
    public void Types_are_found_by_name_id_and_synonym_in_either_language(string query, string expected) =>
        Assert.That(TypeSearch.Find(Desk.Catalogue.Types, query).First().Id, Is.EqualTo(expected));

    [Test]
    public void A_word_that_is_found_nowhere_finds_nothing() =>
        Assert.That(TypeSearch.Find(Desk.Catalogue.Types, "chat zebra"), Is.Empty);

    [TestCase("start", 0)]
    [TestCase("here start", 1)]
    [TestCase("tart", 2)]
    [TestCase("elsewhere", 3)]
    [TestCase("nowhere", null)]
    [TestCase("", 0)]
    public void The_better_the_match_the_lower_the_rank(string query, int? rank) =>
        Assert.That(TextMatch.Rank(query, ["Start here"], ["or elsewhere"]), Is.EqualTo(rank));

    [TestCase("ask", "template")]
    [TestCase("template-2", "template-2")]
    [TestCase("prompt.template", "template template-2")]
    [TestCase("프롬프트", "template-2 template")]
    [TestCase("capital", "template")]
    [TestCase("zebra", "")]
    public void Nodes_are_found_by_title_id_type_and_settings(string query, string expected)
    {
        var desk = new Desk();
        var first = desk.Add("prompt.template");
        desk.Editor.SetTitle(first, "Ask the oracle");
        desk.Set(first, "template", "What is the capital of {{country}}?");
        desk.Add("prompt.template", 400);

        var found = new NodeSearch(Desk.Catalogue).Find(desk.Session.Flow, query);

        Assert.That(string.Join(' ', found.Select(node => node.Id.Value)), Is.EqualTo(expected));
    }
}
