using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Outline;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing.Outline;

[Parallelizable(ParallelScope.All)]
public sealed class OutlineMoveTests
{
    [TestCase(-1, "b,a,c")]
    [TestCase(1, "a,c,b")]
    public void A_node_changes_places_with_a_neighbour_that_it_has_no_wire_to(int step, string expected)
    {
        var (desk, _, b, _) = ThreeNodes();

        var move = OutlineMove.Of(desk.Session.Flow, b, step);
        desk.Editor.Move(move.Places);

        Assert.That(Titles(desk), Is.EqualTo(expected));
        desk.History.Undo();
        Assert.That(Titles(desk), Is.EqualTo("a,b,c"));
    }

    [Test]
    public void A_node_cannot_pass_the_one_that_it_takes_from()
    {
        var (desk, a, b, _) = ThreeNodes();
        desk.Editor.Connect(Desk.Port($"{a}.text"), Desk.Port($"{b}.prompt"));

        var move = OutlineMove.Of(desk.Session.Flow, b, -1);

        Assert.That((move.IsPossible, move.Neighbour), Is.EqualTo((false, (NodeId?)a)));
    }

    [Test]
    public void The_first_has_no_place_to_go_up_to_and_the_last_none_to_go_down_to()
    {
        var (desk, a, _, c) = ThreeNodes();

        Assert.That(OutlineMove.Of(desk.Session.Flow, a, -1), Is.EqualTo(OutlineMove.Of(desk.Session.Flow, c, 1)));
        Assert.That(OutlineMove.Of(desk.Session.Flow, a, -1).Neighbour, Is.Null);
    }

    [Test]
    public void Two_that_lie_on_each_other_change_their_order_all_the_same()
    {
        var desk = new Desk();
        var a = Titled(desk, "a", 0);
        Titled(desk, "b", 0);

        desk.Editor.Move(OutlineMove.Of(desk.Session.Flow, a, 1).Places);

        Assert.That(Titles(desk), Is.EqualTo("b,a"));
    }

    private static (Desk Desk, NodeId A, NodeId B, NodeId C) ThreeNodes()
    {
        var desk = new Desk();
        return (desk, Titled(desk, "a", 0), Titled(desk, "b", 100), Titled(desk, "c", 200));
    }

    private static NodeId Titled(Desk desk, string title, int x)
    {
        var id = desk.Add("model.chat", x);
        desk.Editor.SetTitle(id, title);
        return id;
    }

    private static string Titles(Desk desk) =>
        string.Join(',', RunningOrder.Of(desk.Session.Flow).Select(id => desk.Session.Flow.Find(id)!.Title));
}
