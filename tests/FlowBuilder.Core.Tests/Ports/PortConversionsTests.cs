using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Ports;

[Parallelizable(ParallelScope.All)]
public sealed class PortConversionsTests
{
    private static readonly (PortType From, PortType To)[] Allowed =
    [
        (PortType.Number, PortType.Text),
        (PortType.Boolean, PortType.Text),
        (PortType.Json, PortType.Text),
        (PortType.Text, PortType.Json),
        (PortType.Message, PortType.Text),
        (PortType.Text, PortType.Message),
        (PortType.Message, PortType.Messages),
        (PortType.Text, PortType.Documents),
        (PortType.Documents, PortType.Text),
    ];

    private static readonly Dictionary<PortType, object> Samples = new()
    {
        [PortType.Text] = "[1]",
        [PortType.Number] = 1.5,
        [PortType.Boolean] = true,
        [PortType.Json] = Json("{}"),
        [PortType.Message] = new Message(MessageRole.Assistant, "hi"),
        [PortType.Messages] = MessageList.Empty,
        [PortType.Documents] = DocumentList.Empty,
        [PortType.Vector] = new Vector(new float[] { 1 }),
        [PortType.File] = new FileValue("a.txt", "text/plain", default),
        [PortType.Image] = new ImageValue("image/png", default),
    };

    private static IEnumerable<TestCaseData> Pairs() =>
        from start in PortType.All
        from end in PortType.All
        select new TestCaseData(start, end);

    [TestCaseSource(nameof(Pairs))]
    public void A_wire_is_refused_exactly_where_no_conversion_is_named(PortType from, PortType to)
    {
        var fits = from == to || from == PortType.Any || to == PortType.Any || Allowed.Contains((from, to));

        Assert.That(PortConversions.WhyNot(Output(from), Input(to)) is null, Is.EqualTo(fits));
    }

    // A value is never of the type any, and a tool needs a model to be one; neither changes what is tried here.
    private static IEnumerable<TestCaseData> PairsWithValues() =>
        from start in Samples.Keys
        from end in PortType.All
        select new TestCaseData(start, end);

    [TestCaseSource(nameof(PairsWithValues))]
    public void A_value_is_converted_exactly_where_its_wire_is_allowed(PortType from, PortType to)
    {
        var value = Samples[from];

        if (PortConversions.WhyNot(Output(from), Input(to)) is null)
            Assert.That(PortTypes.OfValue(PortConversions.Convert(value, to)), Is.EqualTo(to == PortType.Any ? from : to));
        else
            Assert.That(() => PortConversions.Convert(value, to), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("port.conversion"));
    }

    [Test]
    public void The_reason_names_both_ports_what_comes_and_what_would_fit()
    {
        var reason = PortConversions.WhyNot(Output(PortType.File), Input(PortType.Documents))!;

        Assert.That(reason.English, Is.EqualTo("\"out\" gives a file, but \"in\" takes text or documents."));
        Assert.That(reason.All["ko"], Is.EqualTo("\"나감\" 출력의 값은 파일인데, \"들어옴\" 입력에는 텍스트, 문서만 연결할 수 있습니다."));
    }

    [TestCase(3.0, "3")]
    [TestCase(0.1, "0.1")]
    [TestCase(-1234567.5, "-1234567.5")]
    [TestCase(1e21, "1E+21")]
    public void A_number_becomes_its_shortest_text_in_every_culture(double number, string text) =>
        Assert.That(PortConversions.Convert(number, PortType.Text), Is.EqualTo(text));

    [TestCase(true, "true")]
    [TestCase(false, "false")]
    public void A_boolean_becomes_its_json_word(bool value, string text) =>
        Assert.That(PortConversions.Convert(value, PortType.Text), Is.EqualTo(text));

    [Test]
    public void Json_becomes_compact_text_with_every_script_as_it_is() =>
        Assert.That(
            PortConversions.Convert(Json("""{ "이름" : "😀 \u00e9", "n": [ 1.0, null ], "e": {} }"""), PortType.Text),
            Is.EqualTo("""{"이름":"😀 é","n":[1.0,null],"e":{}}"""));

    [Test]
    public void Text_becomes_the_json_it_is()
    {
        var json = (JsonElement)PortConversions.Convert("""{ "a": [1, 2] }""", PortType.Json);

        Assert.That(json.GetProperty("a")[1].GetInt32(), Is.EqualTo(2));
    }

    [TestCase("{ \"이름\": oops }", "Line 1, column 9")]
    [TestCase("{\n  \"a\": 1,\n}", "Line 3, column 1")]
    [TestCase("[1, 2", "Line 1, column 6: it breaks off")]
    [TestCase("[1] [2]", "Line 1, column 5: something follows")]
    [TestCase("  ", "It is empty")]
    [TestCase("\"\\ud800\"", "Line 1, column 1: a character is cut in half")]
    public void Text_that_is_not_json_fails_with_the_position(string text, string said)
    {
        var failure = Assert.Throws<NodeException>(() => PortConversions.Convert(text, PortType.Json))!;

        Assert.That(failure.Code, Is.EqualTo("port.conversion"));
        Assert.That(failure.Kind, Is.EqualTo(FaultKind.Flow));
        Assert.That(failure.Text.English, Does.Contain(said));
        Assert.That(failure.Text.All["ko"], Is.Not.EqualTo(failure.Text.English));
    }

    [Test]
    public void Text_that_nests_too_deep_is_not_json_here()
    {
        var failure = Assert.Throws<NodeException>(() => PortConversions.Convert(new string('[', 100_000), PortType.Json))!;

        Assert.That(failure.Text.English, Does.Contain("deeper than 64 levels"));
    }

    [Test]
    public void A_message_becomes_its_text_and_text_becomes_what_the_user_says()
    {
        var message = (Message)PortConversions.Convert("안녕", PortType.Message);

        Assert.That(message, Is.EqualTo(new Message(MessageRole.User, "안녕")).UsingPropertiesComparer());
        Assert.That(PortConversions.Convert(message, PortType.Text), Is.EqualTo("안녕"));
        Assert.That((MessageList)PortConversions.Convert(message, PortType.Messages), Is.EqualTo(new[] { message }));
    }

    [Test]
    public void Documents_become_their_texts_with_blank_lines_between_numbered_when_asked()
    {
        var documents = new DocumentList([new Document { Text = "one" }, new Document { Text = "two" }]);

        Assert.That(PortConversions.Convert(documents, PortType.Text), Is.EqualTo("one\n\ntwo"));
        Assert.That(PortConversions.Convert(documents, PortType.Text, numbered: true), Is.EqualTo("[1] one\n\n[2] two"));
        Assert.That(((DocumentList)PortConversions.Convert("one", PortType.Documents)).Single().Text, Is.EqualTo("one"));
    }

    [Test]
    public void A_value_that_fits_is_handed_on_itself()
    {
        object text = new string('x', 3);

        Assert.That(PortConversions.Convert(text, PortType.Text), Is.SameAs(text));
        Assert.That(PortConversions.Convert(text, PortType.Any), Is.SameAs(text));
    }

    private static PortSpec Output(PortType type) =>
        new() { Id = "out", Direction = PortDirection.Output, Type = type, Label = LocalText.Of("out", "나감") };

    private static PortSpec Input(PortType type) =>
        new() { Id = "in", Direction = PortDirection.Input, Type = type, Label = LocalText.Of("in", "들어옴") };

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
