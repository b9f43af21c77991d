using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Edits;
using FlowBuilder.Web.Tests.Editing.Support;

namespace FlowBuilder.Web.Tests.Editing;

/// <summary>What undo means when one person edits, and when several do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TogetherTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    [Test]
    public void Whatever_people_do_undoing_all_of_it_gives_the_first_document_and_redoing_all_the_last(
        [Values(1, 2, 3)] int people, [Range(1, 8)] int seed)
    {
        var desk = new Desk();
        var chance = new Random(seed * 100 + people);
        var persons = Enumerable.Range(0, people).Select(_ => new Person(desk.Session, chance)).ToList();
        var first = desk.Text;
        for (var i = 0; i < 150; i++)
        {
            persons[chance.Next(people)].Act();
            if (chance.Next(3) > 0) desk.Time.Advance(Pause);
        }

        foreach (var (person, index) in persons.Select((person, index) => (person, index)))
        {
            desk.Time.Advance(Pause);
            person.Editor.SetName($"Last {index}");
        }

        var last = desk.Text;
        Exhaust(persons, chance, person => person.History.CanUndo, person => person.History.Undo());
        Assert.That(desk.Text, Is.EqualTo(first));
        Exhaust(persons, chance, person => person.History.CanRedo, person => person.History.Redo());
        Assert.That(desk.Text, Is.EqualTo(last));
    }

    [Test]
    public void Two_settings_that_two_people_set_both_stay_and_each_undoes_only_their_own()
    {
        var (desk, other, node) = Shared();
        desk.Set(node, "description", "mine");
        other.Set(node, "example", "theirs");

        desk.History.Undo();

        var settings = desk.Session.Flow.Find(node)!.Settings;
        Assert.That((settings.Has("description"), settings["example"].GetString()), Is.EqualTo((false, "theirs")));
    }

    [Test]
    public void Of_one_setting_that_two_people_set_the_last_wins_and_whose_value_is_not_seen_has_nothing_to_undo_there()
    {
        var (desk, other, node) = Shared();
        desk.Editor.SetName("Before");
        desk.Set(node, "description", "mine");
        other.Set(node, "description", "theirs");
        Assert.That(Description(desk, node), Is.EqualTo("theirs"));

        desk.History.Undo();

        Assert.That((Description(desk, node), desk.Session.Flow.Name), Is.EqualTo(("theirs", "Test")));
        other.History.Undo();
        Assert.That(Description(desk, node), Is.Null, "mine was undone before, so it is not what theirs falls back on");
        desk.History.Redo();
        Assert.That((Description(desk, node), desk.Session.Flow.Name), Is.EqualTo(("mine", "Before")));
    }

    [Test]
    public void A_node_that_another_deleted_comes_back_by_their_undo_as_it_was_last()
    {
        var (desk, other, node) = Shared();
        desk.Set(node, "description", "first");
        desk.Time.Advance(Pause);
        desk.Set(node, "description", "second");
        other.Editor.Delete([PartId.Of(node)]);
        Assert.That(desk.Session.Flow.Nodes, Is.Empty);

        other.History.Undo();

        Assert.That(Description(desk, node), Is.EqualTo("second"));
        desk.History.Undo();
        Assert.That(Description(desk, node), Is.EqualTo("first"));
    }

    [Test]
    public void What_others_did_to_a_node_comes_back_with_it_when_its_maker_undoes_and_redoes_it()
    {
        var desk = new Desk();
        var other = new Person(desk.Session, new Random(1));
        var node = desk.Add("input.text");
        other.Set(node, "description", "theirs");
        var result = other.Editor.AddNode("output.text", default)!.Value;
        other.Editor.Connect(new PortAddress(node, "text"), new PortAddress(result, "value"));
        var whole = desk.Text;

        desk.History.Undo();
        Assert.That(desk.Session.Flow.Nodes.Select(item => item.Id), Is.EqualTo(new[] { result }));
        desk.History.Redo();

        Assert.That(desk.Text, Is.EqualTo(whole));
    }

    [Test]
    public void An_id_that_another_gave_to_their_node_meanwhile_stays_theirs()
    {
        var desk = new Desk();
        var other = new Person(desk.Session, new Random(1));
        desk.Add("input.text");
        desk.History.Undo();
        var theirs = new NodeId("text");
        other.History.Do(InsertParts.AtEnd(nodes: [new FlowNode { Id = theirs, Type = "input.text", Position = new CanvasPoint(500, 500) }]));

        Assert.That(desk.History.Redo(), Is.False);
        Assert.That(desk.Session.Flow.Nodes.Select(node => (node.Id, node.Position.X)), Is.EqualTo(new[] { (theirs, 500) }));
        Assert.That(desk.History.CanRedo, Is.False);
    }

    [Test]
    public void No_new_node_is_given_an_id_that_could_come_back_by_undoing()
    {
        var desk = new Desk();
        var other = new Person(desk.Session, new Random(1));
        var mine = desk.Add("input.text");
        desk.History.Undo();

        var theirs = other.Editor.AddNode("input.text", default);

        Assert.That(theirs, Is.Not.EqualTo(mine));
        desk.History.Redo();
        Assert.That(desk.Session.Flow.Nodes.Select(node => node.Id), Is.EquivalentTo(new[] { mine, theirs!.Value }));
    }

    [Test]
    public void A_wire_that_comes_back_by_undo_gives_way_to_the_one_that_took_its_input()
    {
        var desk = new Desk();
        var other = new Person(desk.Session, new Random(1));
        var (one, two, result) = (desk.Add("input.text"), desk.Add("input.text"), desk.Add("output.text"));
        desk.Editor.SetName("Three");
        desk.Editor.Connect(new PortAddress(one, "text"), new PortAddress(result, "value"));
        desk.Editor.Disconnect(new PortAddress(one, "text"), new PortAddress(result, "value"));
        other.Editor.Connect(new PortAddress(two, "text"), new PortAddress(result, "value"));

        desk.History.Undo();

        Assert.That(desk.Wires, Is.EqualTo(new[] { $"{two}.text -> {result}.value" }));
        Assert.That(desk.Session.Flow.Name, Is.EqualTo("Test"), "what cannot be seen is passed over, to the next that can");
    }

    [Test]
    public void Typing_is_one_step_for_each_pause_even_while_others_do_other_things()
    {
        var (desk, other, node) = Shared();
        foreach (var text in new[] { "H", "He", "Hello" })
        {
            desk.Set(node, "description", text);
            other.Editor.Move(ImmutableDictionary<PartId, CanvasPoint>.Empty.Add(PartId.Of(node), new CanvasPoint(text.Length * 10, 0)));
            desk.Time.Advance(TimeSpan.FromMilliseconds(400));
        }

        desk.Time.Advance(Pause);
        desk.Set(node, "description", "Hello you");

        desk.History.Undo();
        Assert.That(Description(desk, node), Is.EqualTo("Hello"));
        desk.History.Undo();
        Assert.That(Description(desk, node), Is.Null);
        Assert.That(desk.Session.Flow.Find(node)!.Position.X, Is.EqualTo(50));
        desk.History.Redo();
        Assert.That(Description(desk, node), Is.EqualTo("Hello"));
    }

    [Test]
    public void Typing_that_another_wrote_over_is_not_one_step_with_what_came_before()
    {
        var (desk, other, node) = Shared();
        desk.Set(node, "description", "mine");
        other.Set(node, "description", "theirs");
        desk.Set(node, "description", "mine again");

        desk.History.Undo();

        Assert.That(Description(desk, node), Is.EqualTo("theirs"));
    }

    [Test]
    public void Typing_a_variable_and_the_wires_that_go_and_come_with_it_are_one_step()
    {
        var desk = new Desk();
        var (source, prompt) = (desk.Add("input.text"), desk.Add("prompt.template"));
        desk.Set(prompt, "template", "{{question}}");
        desk.Editor.Connect(new PortAddress(source, "text"), new PortAddress(prompt, "question"));
        desk.Time.Advance(Pause);
        var before = desk.Text;

        foreach (var text in new[] { "{{", "{{as", "{{as}}", "Say {{question}}" }) desk.Set(prompt, "template", text);
        var after = desk.Text;

        desk.History.Undo();
        Assert.That(desk.Text, Is.EqualTo(before));
        desk.History.Redo();
        Assert.That(desk.Text, Is.EqualTo(after));
    }

    [Test]
    public void Steps_beyond_what_is_kept_can_no_longer_be_undone_and_all_others_can()
    {
        var desk = new Desk();
        var node = desk.Add("input.text");
        for (var i = 0; i < EditLog.MostSteps + 50; i++)
        {
            desk.Set(node, i % 2 == 0 ? "description" : "example", $"v{i}");
            desk.Time.Advance(Pause);
        }

        var undone = 0;
        while (desk.History.Undo()) undone++;

        Assert.That(undone, Is.EqualTo(EditLog.MostSteps));
        Assert.That(Description(desk, node), Is.EqualTo("v48"));
        Assert.That(desk.History.CanUndo, Is.False);
    }

    [Test]
    public void Large_texts_are_kept_only_as_long_as_there_is_room_for_them()
    {
        var log = new EditLog(new Flow { Nodes = [new FlowNode { Id = new NodeId("a"), Type = "x" }] });
        for (var i = 0; i < 200; i++)
            log.Add(new SetSetting(new NodeId("a"), "text", JsonSerializer.SerializeToElement(new string((char)('a' + i % 26), 1_000_000))), author: null, now: i, joinsAfter: i + 1);

        Assert.That(log.Count, Is.InRange(20, EditLog.MostBytes / 1_000_000));
    }

    private static (Desk Desk, Person Other, NodeId Node) Shared()
    {
        var desk = new Desk(new Flow { Name = "Test", Nodes = [new FlowNode { Id = new NodeId("text"), Type = "input.text" }] });
        return (desk, new Person(desk.Session, new Random(1)), new NodeId("text"));
    }

    private static string? Description(Desk desk, NodeId node) =>
        desk.Session.Flow.Find(node)!.Settings.TryGet("description", out var value) ? value.GetString() : null;

    private static void Exhaust(List<Person> persons, Random chance, Func<Person, bool> can, Action<Person> act)
    {
        while (persons.Where(can).ToList() is { Count: > 0 } able) act(able[chance.Next(able.Count)]);
    }
}
