using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Flows.Merging;
using FlowBuilder.Core.Tests.Flows.Support;

namespace FlowBuilder.Core.Tests.Flows.Merging;

[Parallelizable(ParallelScope.All)]
public sealed class FlowMergeTests
{
    private static readonly Flow Rag = Examples.Flow(Examples.Rag);

    [Test]
    public void Edits_of_different_nodes_settings_wires_and_words_go_together()
    {
        var ours = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.2"), Position = new CanvasPoint(1, 1) }) with { Name = "Answer from our documents" };
        var theirs = Changed(Changed(Rag, "passages", node => node with { Settings = Set(node, "top", "8") }), "answer", node => node with { Title = "Reply", Policy = new NodePolicy { Retries = 2 } });
        theirs = theirs with
        {
            Tags = ["rag", "new"],
            Nodes = [.. theirs.Nodes, new FlowNode { Id = new NodeId("second"), Type = "output.text", Settings = JsonMembers.Of(new { name = "second" }) }],
            Edges = [.. theirs.Edges, Edge("prompt.text", "second.value")],
        };

        var merge = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue);

        Assert.That(merge.Conflicts.Select(conflict => conflict.Text.English), Is.Empty);
        var answer = merge.Flow.Find(new NodeId("answer"))!;
        Assert.That((answer.Title, answer.Policy.Retries, answer.Settings["temperature"].GetRawText(), answer.Position), Is.EqualTo(("Reply", 2, "0.2", new CanvasPoint(1, 1))));
        Assert.That(merge.Flow.Name, Is.EqualTo("Answer from our documents"));
        Assert.That(merge.Flow.Tags, Is.EqualTo(new[] { "rag", "new" }));
        Assert.That(merge.Flow.Edges[^1], Is.EqualTo(Edge("prompt.text", "second.value")));
        Assert.That(Examples.Read(Examples.Write(merge.Flow)).Diagnostics, Is.Empty);
    }

    [Test]
    public void A_merge_is_the_same_from_either_side_where_nothing_conflicts()
    {
        var ours = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.2") });
        var theirs = Rag with { Nodes = Rag.Nodes.RemoveAll(node => node.Id.Value == "passages"), Edges = Rag.Edges.RemoveAll(edge => edge.From.Node.Value == "passages" || edge.To.Node.Value == "passages") };

        var (one, other) = (FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue), FlowMerge.Of(Rag, theirs, ours, Examples.Catalogue));

        Assert.That(one.IsClean && other.IsClean);
        Assert.That(Examples.Write(one.Flow), Is.EqualTo(Examples.Write(other.Flow)));
        Assert.That(one.Flow.Nodes, Has.Length.EqualTo(4));
        Assert.That(Examples.Write(FlowMerge.Of(Rag, Rag, theirs, Examples.Catalogue).Flow), Is.EqualTo(Examples.Write(theirs)));
    }

    [Test]
    public void One_setting_changed_in_two_ways_is_a_conflict_that_says_what_each_side_made_of_it()
    {
        var ours = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.2") });
        var theirs = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.7") });

        var conflict = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue).Conflicts.Single();

        Assert.That(conflict.Path, Is.EqualTo("nodes.answer.settings.temperature"));
        Assert.That(conflict.Text.English, Is.EqualTo("Both sides changed Temperature of “Answer”, each in its own way."));
        Assert.That(conflict.Text.For(CultureInfo.GetCultureInfo("ko")), Does.Contain("“Answer”의 Temperature"));
        Assert.That((conflict.Ours!.BeforeText!.English, conflict.Ours.AfterText!.English, conflict.Theirs!.AfterText!.English), Is.EqualTo(("0", "0.2", "0.7")));
    }

    [TestCase(MergeSide.Ours, "0.2")]
    [TestCase(MergeSide.Theirs, "0.7")]
    public void The_favoured_side_stands_in_the_flow_until_somebody_decides(MergeSide favored, string temperature)
    {
        var ours = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.2") });
        var theirs = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.7") });

        var merge = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue, favored);

        Assert.That(merge.IsClean, Is.False);
        Assert.That(merge.Flow.Find(new NodeId("answer"))!.Settings["temperature"].GetRawText(), Is.EqualTo(temperature));
    }

    [Test]
    public void Places_never_conflict()
    {
        var ours = Changed(Rag, "answer", node => node with { Position = new CanvasPoint(1, 1) }) with { Notes = [Rag.Notes[0] with { Position = new CanvasPoint(5, 5) }] };
        var theirs = Changed(Rag, "answer", node => node with { Position = new CanvasPoint(2, 2) }) with { Notes = [Rag.Notes[0] with { Position = new CanvasPoint(6, 6) }] };

        var merge = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue);

        Assert.That(merge.IsClean);
        Assert.That(FlowComparison.Of(ours, merge.Flow, Examples.Catalogue).IsSame);
    }

    [Test]
    public void Removing_what_the_other_side_changed_or_wired_is_a_conflict_and_the_node_stays_where_its_side_is_favoured()
    {
        var removed = Rag with { Nodes = Rag.Nodes.RemoveAll(node => node.Id.Value == "passages"), Edges = Rag.Edges.RemoveAll(edge => edge.From.Node.Value == "passages" || edge.To.Node.Value == "passages") };
        var changed = Changed(Rag, "passages", node => node with { Settings = Set(node, "top", "8") });
        var wired = Rag with { Nodes = [.. Rag.Nodes, new FlowNode { Id = new NodeId("all"), Type = "logic.merge" }], Edges = [.. Rag.Edges, Edge("passages.documents", "all.values")] };

        var kept = FlowMerge.Of(Rag, removed, changed, Examples.Catalogue, MergeSide.Theirs);
        var gone = FlowMerge.Of(Rag, removed, changed, Examples.Catalogue, MergeSide.Ours);

        Assert.That(kept.Conflicts.Select(conflict => conflict.Path), Is.EqualTo(new[] { "nodes.passages" }));
        Assert.That(Examples.Write(kept.Flow), Is.EqualTo(Examples.Write(changed)), "the node comes back with its wires");
        Assert.That(Examples.Write(gone.Flow), Is.EqualTo(Examples.Write(removed)));
        Assert.That(FlowMerge.Of(Rag, removed, wired, Examples.Catalogue).Conflicts.Select(conflict => conflict.Path), Is.EqualTo(new[] { "nodes.passages" }));
        Assert.That(FlowMerge.Of(Rag, removed, Changed(Rag, "passages", node => node with { Position = default }), Examples.Catalogue).IsClean, "a move is no reason to keep it");
    }

    [Test]
    public void Two_wires_into_one_port_and_two_halves_of_a_cycle_conflict()
    {
        var origin = Examples.Read(
            """{ "id": "a", "type": "input.text" }, { "id": "b", "type": "logic.merge" }, { "id": "c", "type": "logic.merge" }, { "id": "d", "type": "output.text" }""",
            "").Flow!;

        var port = FlowMerge.Of(origin, With(origin, "a.text", "d.value"), With(origin, "b.value", "d.value"), Examples.Catalogue).Conflicts.Single();
        var cycle = FlowMerge.Of(origin, With(origin, "b.value", "c.values"), With(origin, "c.value", "b.values"), Examples.Catalogue);

        Assert.That(port.Path, Is.EqualTo("edges.b.value>d.value"));
        Assert.That(port.Text.English, Does.Contain("takes one edge and already has one"));
        Assert.That(cycle.Conflicts.Single().Text.English, Does.Contain("makes a cycle"));
        Assert.That(cycle.Flow.Edges, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_wire_to_a_variable_that_the_other_side_took_out_of_the_prompt_conflicts()
    {
        var ours = Changed(Rag, "prompt", node => node with { Settings = Set(node, "template", "\"{{question}}\"") }) with { Edges = Rag.Edges.RemoveAll(edge => edge.To.Port == "passages") };
        var theirs = Rag with { Edges = [.. Rag.Edges.RemoveAll(edge => edge.To.Port == "passages"), Edge("question.text", "prompt.passages")] };

        Assert.That(FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue).Conflicts.Single().Text.English, Does.Contain("has no input \"passages\""));
    }

    [Test]
    public void Two_different_nodes_that_got_one_id_are_both_kept()
    {
        var ours = Rag with { Nodes = [.. Rag.Nodes, Added("prompt-2", "Ours {{question}}")], Edges = [.. Rag.Edges, Edge("question.text", "prompt-2.question")] };
        var theirs = Rag with { Nodes = [.. Rag.Nodes, Added("prompt-2", "Theirs {{question}}")], Edges = [.. Rag.Edges, Edge("question.text", "prompt-2.question")] };

        var merge = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue);

        Assert.That(merge.IsClean);
        Assert.That(merge.Flow.Nodes.Select(node => node.Id.Value), Is.EqualTo(new[] { "question", "passages", "prompt", "answer", "result", "prompt-2", "prompt-3" }));
        Assert.That(merge.Flow.Edges[^1], Is.EqualTo(Edge("question.text", "prompt-3.question")));
        Assert.That(merge.Remarks.Single().English, Does.Contain("\"prompt-3\""));
        Assert.That(FlowMerge.Of(Rag, ours, ours, Examples.Catalogue).Flow.Nodes, Has.Length.EqualTo(6), "the same node added twice is one");
    }

    [Test]
    public void What_is_fine_on_each_side_and_not_together_is_told()
    {
        var ours = Rag with { Nodes = [.. Rag.Nodes, Result("one", "summary")] };
        var theirs = Rag with { Nodes = [.. Rag.Nodes, Result("two", "summary")] };

        var merge = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue);

        Assert.That(merge.Conflicts.Select(conflict => conflict.Node?.Value), Is.EqualTo(new[] { "two" }));
        Assert.That(merge.Conflicts[0].Text.English, Does.Contain("summary"));
    }

    [Test]
    public void Marked_text_holds_both_versions_of_the_lines_in_conflict_and_nothing_else()
    {
        var ours = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.2") });
        var theirs = Changed(Rag, "answer", node => node with { Settings = Set(node, "temperature", "0.7") });

        var marked = MarkedText.Of(Examples.Write(ours), Examples.Write(theirs), "ours", "theirs");

        Assert.That(marked, Is.EqualTo(Examples.Rag.Replace(
            """
                  "settings": { "connection": "offline", "model": "extractive-1", "temperature": 0 } },

            """,
            """
            <<<<<<< ours
                  "settings": { "connection": "offline", "model": "extractive-1", "temperature": 0.2 } },
            =======
                  "settings": { "connection": "offline", "model": "extractive-1", "temperature": 0.7 } },
            >>>>>>> theirs

            """,
            StringComparison.Ordinal)));
    }

    [Test]
    public void Any_two_ways_of_editing_a_flow_merge_into_one_that_can_be_read()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (ours, theirs) = (Edited(new Random(seed)), Edited(new Random(seed + 1_000)));

            var merge = FlowMerge.Of(Rag, ours, theirs, Examples.Catalogue);

            var read = Examples.Format.Read(Encoding.UTF8.GetBytes(Examples.Write(merge.Flow)));
            Assert.That(read.Flow is not null || !merge.IsClean, $"seed {seed}: {string.Join('\n', Examples.Lines(read.Diagnostics))}");
            Assert.That(FlowMerge.Of(Rag, ours, Rag, Examples.Catalogue).Flow, Is.EqualTo(ours).Using<Flow>((one, other) => Examples.Write(one) == Examples.Write(other)), $"seed {seed}");
        }
    }

    // A few edits such as people make; the flow stays one that can be read.
    private static Flow Edited(Random random)
    {
        var flow = Rag;
        for (var i = 0; i < 4; i++)
        {
            var node = flow.Nodes[random.Next(flow.Nodes.Length)];
            var edited = random.Next(6) switch
            {
                0 => Changed(flow, node.Id.Value, old => old with { Title = $"t{random.Next(3)}" }),
                1 => flow with { Nodes = flow.Nodes.Remove(node), Edges = flow.Edges.RemoveAll(edge => edge.From.Node == node.Id || edge.To.Node == node.Id) },
                2 => flow with { Nodes = flow.Nodes.Add(new FlowNode { Id = new NodeId($"m{flow.Nodes.Length}"), Type = "logic.merge" }) },
                3 when flow.Edges.Length > 0 => flow with { Edges = flow.Edges.RemoveAt(random.Next(flow.Edges.Length)) },
                4 => flow with { Edges = flow.Edges.Add(Edge($"{node.Id}.{(node.Type == "logic.merge" ? "value" : "text")}", $"{flow.Nodes[^1].Id}.{(flow.Nodes[^1].Type == "logic.merge" ? "values" : "value")}")) },
                _ => flow with { Nodes = [.. flow.Nodes.Skip(1), flow.Nodes[0]] },
            };
            if (edited.Nodes.Length > 1 && Examples.Format.Read(Examples.Format.Write(edited)).Flow is { } fine) flow = fine;
        }

        return flow;
    }

    private static Flow Changed(Flow flow, string id, Func<FlowNode, FlowNode> change) =>
        flow with { Nodes = [.. flow.Nodes.Select(node => node.Id.Value == id ? change(node) : node)] };

    private static JsonMembers Set(FlowNode node, string name, string json) => node.Settings.With(name, JsonElement.Parse(json));

    private static Flow With(Flow flow, string from, string to) => flow with { Edges = flow.Edges.Add(Edge(from, to)) };

    private static FlowNode Added(string id, string template) =>
        new() { Id = new NodeId(id), Type = "prompt.template", Settings = JsonMembers.Of(new { template }) };

    private static FlowNode Result(string id, string name) => new() { Id = new NodeId(id), Type = "output.text", Settings = JsonMembers.Of(new { name }) };

    private static FlowEdge Edge(string from, string to) =>
        PortAddress.TryParse(from, out var start) && PortAddress.TryParse(to, out var end) ? new FlowEdge(start, end) : throw new FormatException();
}
