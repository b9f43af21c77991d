using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Web.Editing.Running;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
internal sealed class LineageTests
{
    private const string Chain = """
        question: input.text {"name": "question"}
        first: prompt.template {"template": "one {{text}}"}
        second: prompt.template {"template": "two {{text}}"}
        aside: prompt.template {"template": "aside"}
        question.text -> first.text
        first.text -> second.text
        """;

    [Test]
    public void Changed_setting_changes_what_lies_below_and_nothing_else() =>
        Assert.That(Changed(Of(Chain), Of(Chain.Replace("one", "1", StringComparison.Ordinal))), Is.EquivalentTo(new[] { "first", "second" }));

    [Test]
    public void Other_input_changes_the_input_and_what_lies_below() =>
        Assert.That(Changed(Of(Chain, "x"), Of(Chain, "y")), Is.EquivalentTo(new[] { "question", "first", "second" }));

    [Test]
    public void Pin_changes_its_node_and_what_lies_below() =>
        Assert.That(Changed(Of(Chain), Of(Chain, pin: "first")), Is.EquivalentTo(new[] { "first", "second" }));

    [Test]
    public void Wire_that_goes_changes_what_lies_below() =>
        Assert.That(Changed(Of(Chain), Of(Chain.Replace("first.text -> second.text", "", StringComparison.Ordinal))), Is.EquivalentTo(new[] { "second" }));

    [Test]
    public void Place_and_title_change_nothing()
    {
        var flow = FlowText.Parse(Chain);
        var moved = flow with { Nodes = [.. flow.Nodes.Select(node => node with { Title = "Other", Position = CanvasPoint.From(7, 7) })] };

        Assert.That(Changed(Of(flow), Of(moved)), Is.Empty);
    }

    [Test]
    public void Nodes_on_a_circle_have_no_name_and_do_not_hang()
    {
        var names = Of(Chain + "\nsecond.text -> first.text");

        Assert.That(names.Keys.Select(id => id.Value), Is.EquivalentTo(new[] { "question", "aside" }));
    }

    private static ImmutableDictionary<NodeId, string> Of(string flow, string? question = null, string? pin = null) => Of(FlowText.Parse(flow), question, pin);

    private static ImmutableDictionary<NodeId, string> Of(Flow flow, string? question = null, string? pin = null) => Lineage.Of(
        flow,
        Desk.Catalogue,
        question is null ? new Dictionary<string, JsonElement>() : new Dictionary<string, JsonElement> { ["question"] = JsonSerializer.SerializeToElement(question) },
        pin is null
            ? new Dictionary<NodeId, Pin>()
            : new Dictionary<NodeId, Pin> { [new NodeId(pin)] = new(new NodeId(pin), [KeyValuePair.Create("text", PortValue.Of("pinned"))]) });

    private static IEnumerable<string> Changed(ImmutableDictionary<NodeId, string> before, ImmutableDictionary<NodeId, string> after) =>
        after.Where(node => before.GetValueOrDefault(node.Key) != node.Value).Select(node => node.Key.Value);
}
