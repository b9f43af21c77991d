using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Edits;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class EditHistoryTests
{
    [Test]
    public void Undo_takes_every_edit_back_byte_for_byte_and_redo_brings_each_again()
    {
        var desk = new Desk();
        var texts = new List<string> { desk.Text };
        foreach (var act in Acts(desk))
        {
            act();
            Assert.That(desk.Text, Is.Not.EqualTo(texts[^1]), "an act that changed nothing tests nothing");
            texts.Add(desk.Text);
        }

        for (var i = texts.Count - 2; i >= 0; i--)
        {
            Assert.That(desk.History.Undo(), Is.True);
            Assert.That(desk.Text, Is.EqualTo(texts[i]));
        }

        Assert.That(desk.History.CanUndo, Is.False);
        for (var i = 1; i < texts.Count; i++)
        {
            Assert.That(desk.History.Redo(), Is.True);
            Assert.That(desk.Text, Is.EqualTo(texts[i]));
        }

        Assert.That(desk.History.CanRedo, Is.False);
    }

    [Test]
    public void Who_may_only_look_changes_nothing_takes_nothing_back_and_is_told()
    {
        var desk = new Desk();
        var mayEdit = true;
        var told = 0;
        var history = new EditHistory(desk.Session) { MayEdit = () => mayEdit };
        history.Refused += why => told += why is null ? 1 : 0;
        history.Do(new SetFlowName("Mine"));

        mayEdit = false;

        Assert.That((history.CanUndo, history.CanRedo), Is.EqualTo((false, false)));
        Assert.That((history.Do(new SetFlowName("Other")), history.Undo(), history.Redo()), Is.EqualTo((false, false, false)));
        Assert.That(desk.Session.Flow.Name, Is.EqualTo("Mine"));
        Assert.That(told, Is.EqualTo(3));
    }

    [Test]
    public void An_edit_that_something_speaks_against_is_not_made_and_the_reason_is_told()
    {
        var desk = new Desk();
        var reason = LocalText.Of("Not that name.", "그 이름은 안 됩니다.");
        LocalText? told = null;
        var history = new EditHistory(desk.Session) { Objection = edit => edit is SetFlowName { Name: "Bad" } ? reason : null };
        history.Refused += why => told = why;

        Assert.That((history.Do(new SetFlowName("Bad")), history.Do(new SetFlowName("Good"))), Is.EqualTo((false, true)));

        Assert.That(desk.Session.Flow.Name, Is.EqualTo("Good"));
        Assert.That(told, Is.SameAs(reason));
    }

    [Test]
    public void Undo_takes_back_ones_own_edit_and_leaves_what_another_did()
    {
        var desk = new Desk();
        var other = new EditHistory(desk.Session);
        var mine = desk.Add("input.text");
        other.Do(InsertParts.AtEnd(nodes: [new FlowNode { Id = new NodeId("theirs"), Type = "output.text" }]));

        desk.History.Undo();

        Assert.That(desk.Session.Flow.Find(mine), Is.Null);
        Assert.That(desk.Session.Flow.Find(new NodeId("theirs")), Is.Not.Null);
    }

    [Test]
    public void Undo_passes_over_an_edit_whose_node_another_deleted()
    {
        var desk = new Desk();
        desk.Editor.SetName("Renamed");
        var node = desk.Add("input.text");
        desk.Editor.SetTitle(node, "Question");
        desk.Session.Apply(new RemoveParts { Nodes = [node] });

        desk.History.Undo();

        Assert.That(desk.Session.Flow.Name, Is.EqualTo("Test"));
    }

    [Test]
    public void A_new_edit_after_undo_ends_what_could_be_done_again()
    {
        var desk = new Desk();
        desk.Add("input.text");
        desk.History.Undo();

        desk.Add("output.text");

        Assert.That(desk.History.CanRedo, Is.False);
    }

    [Test]
    public void A_removed_node_comes_back_at_its_place_with_its_wires_in_their_order()
    {
        var desk = new Desk();
        var first = desk.Add("input.text");
        var second = desk.Add("prompt.template");
        desk.Set(second, "template", "{{a}} {{b}}");
        desk.Editor.Connect(new PortAddress(first, "text"), new PortAddress(second, "b"));
        desk.Editor.Connect(new PortAddress(first, "text"), new PortAddress(second, "a"));
        var before = desk.Text;

        desk.Editor.Delete([PartId.Of(first)]);
        desk.History.Undo();

        Assert.That(desk.Text, Is.EqualTo(before));
    }

    private static IEnumerable<Action> Acts(Desk desk)
    {
        NodeId question = default, prompt = default, model = default;
        yield return () => question = desk.Add("input.text", 10, 20);
        yield return () => prompt = desk.Add("prompt.template", 300, 20);
        yield return () => model = desk.Add("model.chat", 600, 20);
        yield return () => desk.Set(prompt, "template", "Answer: {{question}}");
        yield return () => desk.Editor.Connect(new PortAddress(question, "text"), new PortAddress(prompt, "question"));
        yield return () => desk.Editor.Connect(new PortAddress(prompt, "text"), new PortAddress(model, "prompt"));
        yield return () => desk.Editor.Move(ImmutableDictionary<PartId, CanvasPoint>.Empty.Add(PartId.Of(prompt), new CanvasPoint(300, 200)));
        yield return () => desk.Editor.SetTitle(model, "Answer");
        yield return () => desk.Editor.SetName("Renamed");
        yield return () => desk.Set(prompt, "template", "Answer: {{ask}}");
        yield return () => desk.Editor.SetPolicy(model, new NodePolicy { Retries = 2 });
        yield return () => desk.Editor.Duplicate([PartId.Of(prompt), PartId.Of(model)]);
        yield return () => desk.Editor.Rewire(
            (new PortAddress(prompt, "text"), new PortAddress(model, "prompt")), new PortAddress(question, "text"), new PortAddress(model, "prompt"));
        yield return () => desk.Editor.Disconnect(new PortAddress(question, "text"), new PortAddress(model, "prompt"));
        yield return () => desk.Editor.Delete([PartId.Of(question), PartId.Of(prompt)]);
    }
}
