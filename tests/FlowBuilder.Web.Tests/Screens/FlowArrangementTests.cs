using System.Globalization;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Components.Home;

namespace FlowBuilder.Web.Tests.Screens;

[Parallelizable(ParallelScope.All)]
public sealed class FlowArrangementTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    private static readonly FlowSummary[] Flows =
    [
        Summary("Refund answers", "Answers customers", 1, "support", "Draft"),
        Summary("flow 10", "", 2, "draft"),
        Summary("Flow 2", "Résumé reader", 3),
        Summary("환불 안내", "고객 문의에 답합니다", 4, "고객지원"),
    ];

    [Test]
    public void Everything_lists_all_flows_last_edited_first() =>
        Assert.That(Names(FlowArrangement.Everything), Is.EqualTo(new[] { "환불 안내", "Flow 2", "flow 10", "Refund answers" }));

    [TestCase("refund", new[] { "Refund answers" })]
    [TestCase("  ANSWERS   refund ", new[] { "Refund answers" }, Description = "every word, in any order")]
    [TestCase("resume", new[] { "Flow 2" }, Description = "accents do not matter")]
    [TestCase("draft", new[] { "flow 10", "Refund answers" }, Description = "tags are searched too")]
    [TestCase("환불", new[] { "환불 안내" })]
    [TestCase("refund nowhere", new string[0])]
    public void A_search_finds_flows_by_words_of_name_description_and_tags(string search, string[] found) =>
        Assert.That(Names(FlowArrangement.Everything with { Search = search }), Is.EqualTo(found));

    [Test]
    public void Tags_narrow_to_flows_that_have_all_of_them_whatever_their_case()
    {
        var drafts = FlowArrangement.Everything.Toggle("draft");

        Assert.That(Names(drafts), Is.EqualTo(new[] { "flow 10", "Refund answers" }));
        Assert.That(Names(drafts.Toggle("support")), Is.EqualTo(new[] { "Refund answers" }));
        Assert.That(Names(drafts.Toggle("DRAFT")), Has.Length.EqualTo(4), "asked for twice, it is no longer asked for");
    }

    [Test]
    public void Names_sort_as_people_sort_them_numbers_by_value_and_Korean_before_Latin_in_Korean()
    {
        var byName = FlowArrangement.Everything with { Order = FlowOrder.Name };

        Assert.That(Names(byName), Is.EqualTo(new[] { "Flow 2", "flow 10", "Refund answers", "환불 안내" }));
        Assert.That(byName.Of(Flows, Korean).Select(flow => flow.Name), Is.EqualTo(new[] { "환불 안내", "Flow 2", "flow 10", "Refund answers" }));
    }

    [Test]
    public void Tags_are_counted_once_for_each_flow_the_most_used_first() =>
        Assert.That(
            FlowArrangement.TagsOf(Flows, English).Select(tag => (tag.Tag.ToLowerInvariant(), tag.Count)),
            Is.EqualTo(new[] { ("draft", 2), ("support", 1), ("고객지원", 1) }));

    [Test]
    public void An_address_keeps_what_is_listed()
    {
        var arrangement = FlowArrangement.Everything.Toggle("고객지원").Toggle("a&b") with { Search = "환불 50%", Order = FlowOrder.Name };

        var read = ShelfAddress.Read("http://localhost" + ShelfAddress.Write(arrangement));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Search, Is.EqualTo(arrangement.Search));
            Assert.That(read.Tags, Is.EquivalentTo(arrangement.Tags));
            Assert.That(read.Order, Is.EqualTo(FlowOrder.Name));
            Assert.That(ShelfAddress.Write(FlowArrangement.Everything), Is.EqualTo("/"));
        }
    }

    private static string[] Names(FlowArrangement arrangement) => [.. arrangement.Of(Flows, English).Select(flow => flow.Name)];

    private static FlowSummary Summary(string name, string description, int hour, params string[] tags) =>
        new(name, 1, name, description, [.. tags], new DateTimeOffset(2026, 1, 1, hour, 0, 0, TimeSpan.Zero));
}
