using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Tests.Flows.Support;

namespace FlowBuilder.Core.Tests.Flows.Comparison;

[Parallelizable(ParallelScope.All)]
public sealed class FlowComparisonTests
{
    private static readonly Flow Rag = Examples.Flow(Examples.Rag);

    [Test]
    public void A_flow_does_not_differ_from_itself_however_it_is_written()
    {
        var spelledOut = Examples.Rag.Replace("\"top\": 4", "\"top\": 4, \"zzz\": null", StringComparison.Ordinal);

        Assert.That(Compare(Rag, Examples.Flow(Examples.Rag)).IsSame);
        Assert.That(Compare(Rag, Changed("answer", node => node with { Settings = node.Settings.With("cached", Json("false")) })).IsSame);
        Assert.That(Compare(Rag, Examples.Flow(spelledOut)).IsSame, Is.False);
    }

    [Test]
    public void A_changed_prompt_is_told_word_by_word()
    {
        var fresh = Changed("prompt", node => node with { Settings = node.Settings.With("template", Json("\"Use only this:\\n{{passages}}\\n\\nThe question: {{question}}\"")) });

        var node = Compare(Rag, fresh).Nodes.Single();

        Assert.That(node.Kind, Is.EqualTo(ChangeKind.Changed));
        Assert.That(node.Name.English, Is.EqualTo("Prompt"));
        Assert.That(node.Values.Select(value => (value.Path, value.Label.English)), Is.EqualTo(new[] { ("settings.template", "Template") }));
        Assert.That(
            node.Values[0].Pieces.Where(piece => piece.Kind != PieceKind.Same),
            Is.EqualTo(new[] { new TextPiece(PieceKind.Removed, "Question"), new TextPiece(PieceKind.Added, "The question") }));
    }

    [Test]
    public void A_setting_left_out_of_a_file_is_told_with_its_default()
    {
        var value = Compare(Rag, Changed("passages", node => node with { Settings = node.Settings.Without("top") })).Nodes.Single().Values.Single();

        Assert.That((value.Before?.GetRawText(), value.After), Is.EqualTo(("4", (JsonElement?)null)));
        Assert.That((value.BeforeText!.English, value.AfterText!.English), Is.EqualTo(("4", "5")));
        Assert.That(value.Label.For(CultureInfo.GetCultureInfo("ko")), Is.EqualTo("개수"));
    }

    [Test]
    public void Titles_policies_and_the_like_are_values_of_their_own()
    {
        var values = Compare(Rag, Changed("answer", node => node with
        {
            Title = "Reply",
            IsBypassed = true,
            Promoted = ["system"],
            Policy = new NodePolicy { OnError = ErrorPolicy.Port, Retries = 2, TimeLimitSeconds = 1.5, Budget = new Budget { Cost = 0.05m } },
        })).Nodes.Single();

        Assert.That(values.IsRenamed);
        Assert.That(
            values.Values.Select(value => $"{value.Path}: {value.BeforeText?.English} > {value.AfterText?.English}"),
            Is.EqualTo(new[]
            {
                "title: Answer > Reply",
                "policy.onError:  > take the way out “error”",
                "policy.retries:  > 2",
                "policy.timeLimitSeconds:  > 1.5",
                "policy.budget:  > {\n  \"cost\": 0.05\n}",
                "promoted:  > system",
                "bypassed:  > on",
            }));
    }

    [Test]
    public void Moving_is_told_apart_and_left_out_where_layout_does_not_count()
    {
        var moved = Changed("prompt", node => node with { Position = new CanvasPoint(1, 2) });
        moved = moved with { Notes = [moved.Notes[0] with { Size = new CanvasSize(300, 300) }] };

        var comparison = Compare(Rag, moved);

        Assert.That(comparison.Nodes.Single().IsOnlyMoved);
        Assert.That(comparison.OnlyMoved, Is.EqualTo(2));
        Assert.That(comparison.IsSame, Is.False);
        Assert.That(comparison.WithoutLayout().IsSame);
    }

    [Test]
    public void Nodes_and_wires_that_came_and_went_are_listed_with_all_they_say()
    {
        var fresh = Rag with
        {
            Nodes = [.. Rag.Nodes.Where(node => node.Id.Value != "passages"), new FlowNode { Id = new NodeId("extra"), Type = "input.text", Settings = JsonMembers.Of(new { name = "extra" }) }],
            Edges = [.. Rag.Edges.Where(edge => edge.From.Node.Value != "passages" && edge.To.Node.Value != "passages"), Edge("extra.text", "prompt.passages")],
        };

        var comparison = Compare(Rag, fresh);

        Assert.That(
            comparison.Nodes.Select(node => $"{node.Kind} {node.Id} {node.Name}"),
            Is.EqualTo(new[] { "Added extra Text input", "Removed passages Find passages" }));
        Assert.That(comparison.Nodes[0].Values.Select(value => value.Path), Is.EqualTo(new[] { "type", "version", "settings.name" }));
        Assert.That(
            comparison.Wires.Select(wire => $"{wire.Kind} {wire.From.English} {wire.Edge.From} > {wire.To.English} {wire.Edge.To}"),
            Is.EqualTo(new[]
            {
                "Added Text input extra.text > Prompt prompt.passages",
                "Removed Question question.text > Find passages passages.query",
                "Removed Find passages passages.documents > Prompt prompt.passages",
            }));
    }

    [Test]
    public void The_order_of_wires_on_a_port_and_of_nodes_counts()
    {
        var merge = Examples.Read(
            """{ "id": "a", "type": "input.text" }, { "id": "b", "type": "input.text" }, { "id": "m", "type": "logic.merge" }""",
            """{ "from": "a.text", "to": "m.values" }, { "from": "b.text", "to": "m.values" }""").Flow!;

        var wires = Compare(merge, merge with { Edges = [merge.Edges[1], merge.Edges[0]] });
        var nodes = Compare(merge, merge with { Nodes = [merge.Nodes[1], merge.Nodes[0], merge.Nodes[2]] });

        Assert.That(wires.WireOrders.Single().After.Select(port => port.ToString()), Is.EqualTo(new[] { "b.text", "a.text" }));
        Assert.That(wires.Wires, Is.Empty);
        Assert.That(nodes.IsNodeOrderChanged);
        Assert.That(wires.IsNodeOrderChanged, Is.False);
    }

    [Test]
    public void Facts_and_notes_are_compared_and_unknown_members_too()
    {
        var fresh = Rag with
        {
            Name = "Answer from our documents",
            Tags = ["rag", "works-offline"],
            Notes = [Rag.Notes[0] with { Text = "Swap the model here, please.", Color = "blue" }, new FlowNote { Id = "n2", Text = "New" }],
            Extra = JsonMembers.Of(new { owner = "we" }),
        };

        var comparison = Compare(Rag, fresh);

        Assert.That(
            comparison.Facts.Select(fact => $"{fact.Label.English}: {fact.BeforeText} > {fact.AfterText}"),
            Is.EqualTo(new[] { "Name: Answer from my documents > Answer from our documents", "Tags: rag > rag, works-offline", "owner:  > we" }));
        Assert.That(
            comparison.Notes.Select(note => $"{note.Kind} {note.Id} {string.Join(' ', note.Values.Select(value => value.Path))}"),
            Is.EqualTo(new[] { "Changed n1 text color", "Added n2 text color" }));
    }

    private static FlowComparison Compare(Flow before, Flow after) => FlowComparison.Of(before, after, Examples.Catalogue);

    private static Flow Changed(string id, Func<FlowNode, FlowNode> change) =>
        Rag with { Nodes = [.. Rag.Nodes.Select(node => node.Id.Value == id ? change(node) : node)] };

    private static FlowEdge Edge(string from, string to) =>
        PortAddress.TryParse(from, out var start) && PortAddress.TryParse(to, out var end) ? new FlowEdge(start, end) : throw new FormatException();

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
