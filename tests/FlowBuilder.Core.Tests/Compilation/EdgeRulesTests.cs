using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Tests.Flows.Support;

namespace FlowBuilder.Core.Tests.Compilation;

[Parallelizable(ParallelScope.All)]
public sealed class EdgeRulesTests
{
    private static readonly Flow Drawn = Examples.Read(
        """
        { "id": "q", "type": "input.text", "title": "Question" },
        { "id": "a", "type": "model.chat", "title": "Draft" },
        { "id": "b", "type": "model.chat", "title": "Polish" },
        { "id": "x", "type": "logic.merge" },
        { "id": "r", "type": "output.text" },
        { "id": "p", "type": "third.party", "title": "Theirs" }
        """,
        """
        { "from": "q.text", "to": "a.prompt" },
        { "from": "a.text", "to": "b.prompt" },
        { "from": "b.text", "to": "x.values" }
        """).Flow!;

    [TestCase("b.text", "r.value")]
    [TestCase("q.text", "b.system")]
    [TestCase("b.json", "x.values")]
    [TestCase("x.value", "r.value")]
    public void An_edge_that_fits_may_be_drawn(string from, string to) => Assert.That(WhyNot(from, to), Is.Null);

    [TestCase("q.text", "b.prompt", "\"prompt\" takes one edge and already has one, from \"Draft\". Remove that one first.")]
    [TestCase("q.text", "a.prompt", "These two ports are already connected.")]
    [TestCase("a.text", "a.system", "A node cannot feed itself. To repeat something, use a node that runs a flow.")]
    [TestCase("b.text", "a.system", "This makes a cycle: \"Draft\" → \"Polish\" → \"Draft\". To repeat something, use a node that runs a flow.")]
    [TestCase("x.value", "a.system", "This makes a cycle: \"Draft\" → \"Polish\" → \"Merge\" → \"Draft\". To repeat something, use a node that runs a flow.")]
    [TestCase("q.text", "b.images", "\"text\" gives text, but \"images\" takes an image.")]
    [TestCase("q.none", "b.prompt", "\"Question\" has no output \"none\".")]
    [TestCase("q.text", "b.none", "\"Polish\" has no input \"none\".")]
    [TestCase("r.value", "b.system", "\"value\" of \"Text result\" is the flow's own result and takes no wire.")]
    [TestCase("b.prompt", "r.value", "\"prompt\" of \"Polish\" is an input; an edge must begin at an output.")]
    [TestCase("q.text", "a.text", "\"text\" of \"Draft\" is an output; an edge must end at an input.")]
    [TestCase("gone.text", "b.system", "There is no node \"gone\". Remove the edge or add the node.")]
    [TestCase("p.text", "r.value", "\"Theirs\" is of a type that is not known here, so its ports are not known either.")]
    public void An_edge_that_cannot_be_is_refused_with_the_reason_while_it_is_drawn(string from, string to, string reason)
    {
        Assert.That(WhyNot(from, to)?.English, Is.EqualTo(reason));
        Assert.That(WhyNot(from, to)!.All["ko"], Is.Not.EqualTo(reason));
    }

    [Test]
    public void What_may_be_drawn_is_valid_and_what_may_not_is_not()
    {
        string[] ports = ["q.text", "a.text", "a.json", "a.prompt", "a.system", "a.images", "b.text", "b.prompt", "b.system", "x.value", "x.values", "r.value"];
        var validator = new FlowValidator(Examples.Catalogue);
        foreach (var from in ports)
        {
            foreach (var to in ports)
            {
                var flow = Drawn with { Edges = Drawn.Edges.Add(new FlowEdge(Address(from), Address(to))) };
                var isValid = validator.Check(flow).All(problem => problem.Severity != DiagnosticSeverity.Invalid);
                Assert.That(WhyNot(from, to) is null, Is.EqualTo(isValid), $"{from} to {to}");
            }
        }
    }

    private static Core.Text.LocalText? WhyNot(string from, string to) =>
        EdgeRules.WhyNot(Drawn, Examples.Catalogue, Address(from), Address(to));

    private static PortAddress Address(string text) => PortAddress.TryParse(text, out var address) ? address : throw new FormatException(text);
}
