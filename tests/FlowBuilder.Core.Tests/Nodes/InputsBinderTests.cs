using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Tests.Nodes.Declarations;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class InputsBinderTests
{
    private static readonly InputsBinder Binder = NodeCatalogue.FromClasses(typeof(RichNode)).Find("test.rich")!.Binding.Inputs;

    [Test]
    public void Values_come_to_the_properties_of_their_ports()
    {
        var live = LiveText.Of("live");
        var documents = new DocumentList([]);

        var inputs = Bind(("needed", "text"), ("number", 4.5), ("live", live), ("many", new List<object> { "a", 1d }), ("lists", new List<object> { documents }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((inputs.Needed, inputs.Number, inputs.Live), Is.EqualTo(("text", (double?)4.5, live)));
            Assert.That(inputs.Many, Is.EqualTo(new object[] { "a", 1d }));
            Assert.That(inputs.Lists, Is.EqualTo(new[] { documents }));
            Assert.That(inputs.Others, Is.Empty);
        }
    }

    [Test]
    public void Ports_to_which_nothing_came_keep_their_defaults()
    {
        var inputs = Bind(("needed", "text"), ("number", null), ("lists", null));

        Assert.That((inputs.Number, inputs.Live, inputs.Many, inputs.Lists.Count), Is.EqualTo(((double?)null, (LiveText?)null, (IReadOnlyList<object>?)null, 0)));
    }

    [Test]
    public void Ports_that_settings_made_come_by_their_ids()
    {
        var inputs = Bind(("needed", "text"), ("topic", "rivers"), ("empty", null));

        Assert.That(inputs.Others, Is.EqualTo(new Dictionary<string, object> { ["topic"] = "rivers" }));
    }

    [Test]
    public void Each_node_run_has_a_record_of_its_own()
    {
        var (first, second) = (Bind(("needed", "one")), Bind(("needed", "one")));

        Assert.That(second, Is.Not.SameAs(first).And.Property(nameof(RichNode.Inputs.Needed)).EqualTo("one"));
    }

    private static RichNode.Inputs Bind(params (string Port, object? Value)[] values) =>
        (RichNode.Inputs)Binder.Bind([.. values.Select(value => value.Port)], [.. values.Select(value => value.Value)]);
}
