using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
public sealed class RunEventJsonTests
{
    private static IEnumerable<TestCaseData> Events => Stamped().Select((runEvent, index) =>
        new TestCaseData(runEvent).SetArgDisplayNames($"{index} {runEvent.Type} {(runEvent as NodeOutputGiven)?.PortType}"));

    [TestCaseSource(nameof(Events))]
    public void Event_comes_back_as_it_was_written(RunEvent runEvent)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(runEvent, CoreJson.Options);

        var read = JsonSerializer.Deserialize<RunEvent>(json, CoreJson.Options)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.GetType(), Is.EqualTo(runEvent.GetType()));
            Assert.That((read.Seq, read.Time), Is.EqualTo((runEvent.Seq, runEvent.Time)));
            Assert.That(JsonSerializer.SerializeToUtf8Bytes(read, CoreJson.Options), Is.EqualTo(json));
        }
    }

    [TestCase("")]
    [TestCase("plain")]
    [TestCase("그리고 \"따옴표\" & <b>\\ \n\r\t\u0000\u007f\u2028")]
    [TestCase("🎉 \ud83c")]
    [TestCase("\udf89 rest")]
    public void Piece_of_text_is_written_byte_for_byte_as_the_serializer_writes_it(string text)
    {
        var journal = new RunJournal(TimeProvider.System);
        journal.Append(new NodeDelta { Node = "each[3]/\"답\"", Port = "text", Text = text });
        var delta = (NodeDelta)journal.ToList()[0];
        var written = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(written, DeltaJson.Options);

        DeltaJson.Write(writer, delta);

        Assert.That(Encoding.UTF8.GetString(written.WrittenSpan), Is.EqualTo(JsonSerializer.Serialize<RunEvent>(delta, CoreJson.Options)));
    }

    [TestCaseSource(nameof(Events))]
    public void Type_comes_first_then_number_and_time(RunEvent runEvent)
    {
        var members = JsonSerializer.SerializeToElement(runEvent, CoreJson.Options).EnumerateObject().Take(3).ToList();

        Assert.That(members.Select(member => member.Name), Is.EqualTo(new[] { "type", "seq", "time" }));
        Assert.That(members[0].Value.GetString(), Is.EqualTo(runEvent.Type));
    }

    [TestCaseSource(nameof(Events))]
    public void Members_may_come_in_any_order_after_the_type(RunEvent runEvent)
    {
        var json = JsonSerializer.SerializeToNode(runEvent, CoreJson.Options)!.AsObject();
        var reversed = new JsonObject(json.Where(member => member.Key != "type").Reverse().Prepend(json.First())
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

        var read = reversed.Deserialize<RunEvent>(CoreJson.Options)!;

        Assert.That(JsonSerializer.Serialize(read, CoreJson.Options), Is.EqualTo(JsonSerializer.Serialize(runEvent, CoreJson.Options)));
    }

    [Test]
    public void Samples_have_every_type_of_event_and_of_value()
    {
        var declared = typeof(RunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(EventSamples.All.Select(runEvent => runEvent.GetType()).Distinct(), Is.EquivalentTo(declared.Select(type => type.DerivedType)));
            Assert.That(EventSamples.All.Select(runEvent => runEvent.Type).Distinct(), Is.EquivalentTo(declared.Select(type => type.TypeDiscriminator)));
            Assert.That(typeof(RunEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunEvent)) && !type.IsAbstract), Is.EquivalentTo(declared.Select(type => type.DerivedType)));
            Assert.That(
                EventSamples.All.OfType<NodeOutputGiven>().Select(output => output.Output.Type).Distinct(),
                Is.EquivalentTo(PortType.All.Except([PortType.Any, PortType.Tool])));
        }
    }

    [Test]
    public void Final_events_are_those_after_which_a_run_is_ended()
    {
        var started = EventSamples.All.OfType<RunStarted>().Single();
        foreach (var runEvent in EventSamples.All)
            Assert.That(RunSnapshot.Of([started, runEvent]).IsEnded, Is.EqualTo(runEvent.IsFinal), runEvent.Type);
    }

    private static IEnumerable<RunEvent> Stamped()
    {
        var journal = new RunJournal(TimeProvider.System);
        foreach (var runEvent in EventSamples.All.Where(runEvent => !runEvent.IsFinal)) journal.Append(runEvent with { });
        foreach (var runEvent in journal.ToList()) yield return runEvent;
        foreach (var final in EventSamples.All.Where(runEvent => runEvent.IsFinal))
        {
            var own = new RunJournal(TimeProvider.System);
            own.Append(final with { });
            yield return own.ToList()[0];
        }
    }
}
