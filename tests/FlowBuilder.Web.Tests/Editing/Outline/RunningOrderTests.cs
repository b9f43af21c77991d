using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Outline;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing.Outline;

[Parallelizable(ParallelScope.All)]
public sealed class RunningOrderTests
{
    [Test]
    public void A_node_stands_below_all_that_it_takes_from_wherever_they_lie()
    {
        var desk = new Desk();
        var result = desk.Add("output.text", x: 0);
        var model = desk.Add("model.chat", x: 100);
        var question = desk.Add("input.text", x: 900);
        desk.Editor.Connect(Desk.Port($"{question}.text"), Desk.Port($"{model}.prompt"));
        desk.Editor.Connect(Desk.Port($"{model}.text"), Desk.Port($"{result}.value"));

        Assert.That(RunningOrder.Of(desk.Session.Flow), Is.EqualTo(new[] { question, model, result }));
    }

    [Test]
    public void Of_nodes_that_no_wire_orders_the_leftmost_comes_first_then_the_topmost_then_the_first_of_the_file()
    {
        var desk = new Desk();
        var last = desk.Add("input.text", x: 200);
        var low = desk.Add("input.text", x: 100, y: 300);
        var high = desk.Add("input.text", x: 100, y: 10);
        var same = desk.Add("input.text", x: 100, y: 10);

        Assert.That(RunningOrder.Of(desk.Session.Flow), Is.EqualTo(new[] { high, same, low, last }));
    }

    [Test]
    public void Every_order_of_a_random_graph_holds_each_node_once_and_every_wire_leads_down()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var flow = RandomFlow(random, nodes: 40, edges: 80);

            var order = RunningOrder.Of(flow).ToList();

            Assert.That(order, Is.EquivalentTo(flow.Nodes.Select(node => node.Id)));
            Assert.That(flow.Edges.Where(edge => order.IndexOf(edge.From.Node) >= order.IndexOf(edge.To.Node)), Is.Empty);
        }
    }

    private static Flow RandomFlow(Random random, int nodes, int edges)
    {
        var list = Enumerable.Range(0, nodes)
            .Select(i => new FlowNode { Id = new NodeId($"n{i}"), Type = "model.chat", Version = 1, Position = new CanvasPoint(random.Next(1000), random.Next(1000)) })
            .ToArray();
        var wires = Enumerable.Range(0, edges).Select(_ => (From: random.Next(nodes - 1), Step: 1 + random.Next(nodes)))
            .Where(wire => wire.From + wire.Step < nodes)
            .Select(wire => new FlowEdge(new PortAddress(list[wire.From].Id, "text"), new PortAddress(list[wire.From + wire.Step].Id, "prompt")))
            .Distinct();
        return new Flow { Name = "Random", Nodes = [.. list.OrderBy(_ => random.Next())], Edges = [.. wires] };
    }
}
