using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Inputs;

[Parallelizable(ParallelScope.All)]
public sealed class InputNodeTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Test]
    public async Task Text_is_what_was_given_or_the_default()
    {
        var given = await RunAsync<TextInputNode>(null, "{{7*7}} hello");
        var missing = await RunAsync<TextInputNode>(new { @default = "d" }, null);

        Assert.Multiple(() =>
        {
            Assert.That(given.Text("text"), Is.EqualTo("{{7*7}} hello"));
            Assert.That(missing.Text("text"), Is.EqualTo("d"));
            Assert.That(NodeHarness.ParameterOf<TextInputNode>(new { name = "q" }).IsRequired, Is.True);
            Assert.That(NodeHarness.ParameterOf<TextInputNode>(new { @default = "d" }).IsRequired, Is.False);
        });
    }

    [Test]
    public async Task Number_is_what_was_given_the_default_or_nothing()
    {
        Assert.That((await RunAsync<NumberInputNode>(new { @default = 3 }, 2.5))["value"], Is.EqualTo(2.5));
        Assert.That((await RunAsync<NumberInputNode>(new { @default = 3 }, null))["value"], Is.EqualTo(3.0));
        Assert.That((await RunAsync<NumberInputNode>(new { required = false }, null)).Has("value"), Is.False);
    }

    [TestCase("5", null)]
    [TestCase("0", "\"n\" is 0; it must be 1 or more.")]
    [TestCase("11", "\"n\" is 11; it must be 10 or less.")]
    [TestCase("\"5\"", "\"n\" needs a number.")]
    [TestCase("null", "\"n\" needs a number.")]
    public void Number_is_checked_against_its_bounds(string given, string? expected)
    {
        var parameter = NodeHarness.ParameterOf<NumberInputNode>(new { name = "n", minimum = 1, maximum = 10 });

        Assert.That(parameter.Check(Json(given))?.English, Is.EqualTo(expected));
        Assert.That(parameter.Schema.GetRawText(), Is.EqualTo("""{"type":"number","minimum":1,"maximum":10}"""));
    }

    [Test]
    public void Number_settings_that_exclude_each_other_are_problems()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.ProblemsOf<NumberInputNode>(new { minimum = 2, maximum = 1 }).Single().Setting, Is.EqualTo("maximum"));
            Assert.That(NodeHarness.ProblemsOf<NumberInputNode>(new { maximum = 1, @default = 5 }).Single().Setting, Is.EqualTo("default"));
        });
    }

    [Test]
    public async Task Choice_is_one_of_its_values()
    {
        var settings = new { name = "size", choices = new[] { "S", "M" }, @default = "M" };
        var parameter = NodeHarness.ParameterOf<ChoiceInputNode>(settings);

        Assert.That(parameter.Check(Json("\"S\"")), Is.Null);
        Assert.That(parameter.Check(Json("\"XL\""))!.English, Is.EqualTo("\"size\" must be one of \"S\", \"M\"."));
        Assert.That((await RunAsync<ChoiceInputNode>(settings, null)).Text("value"), Is.EqualTo("M"));
        Assert.That(NodeHarness.ProblemsOf<ChoiceInputNode>(new { choices = new[] { "S" }, @default = "M" }).Single().Code, Is.EqualTo("setting.not-a-choice"));
    }

    [Test]
    public async Task Json_is_checked_against_its_schema()
    {
        var settings = new { name = "order", schema = new { type = "object", required = new[] { "id" } } };
        var parameter = NodeHarness.ParameterOf<JsonInputNode>(settings);

        Assert.That(parameter.Check(Json("{\"id\":1}")), Is.Null);
        Assert.That(parameter.Check(Json("{}"))!.English, Is.EqualTo("\"order\" does not keep to its schema: $ lacks \"id\"."));
        Assert.That((await RunAsync<JsonInputNode>(settings, new { id = 1 })).Json("value").GetRawText(), Is.EqualTo("{\"id\":1}"));
    }

    [Test]
    public async Task File_comes_as_text_as_named_text_or_as_base64()
    {
        var plain = (FileValue)(await RunAsync<FileInputNode>(null, "내용"))["value"];
        var named = (FileValue)(await RunAsync<FileInputNode>(null, new { name = "../up/a.md", text = "# A" }))["value"];
        var binary = (FileValue)(await RunAsync<FileInputNode>(null, new { name = "a.bin", mediaType = "x/y", base64 = "AQI=" }))["value"];
        var kept = (FileValue)(await RunAsync<FileInputNode>(new { @default = new { name = "d.md", text = "default" } }, null))["value"];

        Assert.Multiple(() =>
        {
            Assert.That((plain.Name, plain.MediaType, Text(plain)), Is.EqualTo(("document.txt", "text/plain", "내용")));
            Assert.That((named.Name, Text(named)), Is.EqualTo(("a.md", "# A")));
            Assert.That((binary.Name, binary.MediaType, binary.Content.ToArray()), Is.EqualTo(("a.bin", "x/y", new byte[] { 1, 2 })));
            Assert.That((kept.Name, Text(kept)), Is.EqualTo(("d.md", "default")));
        });
    }

    [TestCase("5")]
    [TestCase("{}")]
    [TestCase("{\"text\":\"a\",\"base64\":\"AQI=\"}")]
    [TestCase("{\"base64\":\"not base64\"}")]
    [TestCase("{\"filepath\":\"/etc/passwd\",\"originalFilename\":\"a\"}")]
    [TestCase("{\"text\":\"a\",\"path\":\"/etc/passwd\"}")]
    public void File_of_another_form_is_refused_in_words_before_and_in_the_run(string given)
    {
        var wrong = NodeHarness.ParameterOf<FileInputNode>(new { name = "doc" }).Check(Json(given));

        Assert.That(wrong?.English, Does.Contain("\"doc\""));
        Assert.That(() => RunAsync<FileInputNode>(null, Json(given)), Throws.TypeOf<NodeException>().With.Property("Kind").EqualTo(FaultKind.Input));
    }

    [Test]
    public void File_with_a_default_is_not_required()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.ParameterOf<FileInputNode>().IsRequired, Is.True);
            Assert.That(NodeHarness.ParameterOf<FileInputNode>(new { @default = new { text = "x" } }).IsRequired, Is.False);
            Assert.That(NodeHarness.ParameterOf<FileInputNode>(new { @default = new { name = "empty" } }).IsRequired, Is.True);
            Assert.That(NodeHarness.ProblemsOf<FileInputNode>(new { @default = new { base64 = "%" } }).Single().Code, Is.EqualTo("setting.not-base64"));
        });
    }

    [Test]
    [Hazard("SEC-49", "BAD-38")]
    public async Task Image_is_known_by_its_bytes_and_not_by_what_it_is_called()
    {
        var image = (ImageValue)(await RunAsync<ImageInputNode>(null, new { name = "a.txt", mediaType = "text/plain", base64 = Convert.ToBase64String(Png) }))["value"];

        Assert.That(image.MediaType, Is.EqualTo("image/png"));
        Assert.That(
            () => RunAsync<ImageInputNode>(null, new { name = "a.png", mediaType = "image/png", text = "<svg onload=alert(1)>" }),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("input.not-an-image"));
    }

    [Test]
    public async Task Chat_comes_as_text_as_text_with_history_or_as_a_conversation()
    {
        var history = new[] { new { role = "user", content = "one" }, new { role = "assistant", content = "two" } };

        var plain = await RunAsync<ChatInputNode>(null, "hi");
        var pair = await RunAsync<ChatInputNode>(null, new { text = "three", history });
        var all = await RunAsync<ChatInputNode>(null, history.Append(new { role = "user", content = "three" }).ToArray());

        Assert.Multiple(() =>
        {
            Assert.That((plain.Text("text"), ((MessageList)plain["history"]).Count), Is.EqualTo(("hi", 0)));
            foreach (var result in new[] { pair, all })
            {
                Assert.That(result.Text("text"), Is.EqualTo("three"));
                Assert.That(((MessageList)result["history"]).Select(message => $"{message.Role} {message.Text}"), Is.EqualTo(new[] { "user one", "assistant two" }));
            }
        });
    }

    [TestCase("5", "needs a text")]
    [TestCase("{\"history\":[]}", "needs a text")]
    [TestCase("{\"text\":\"a\",\"history\":[{\"role\":\"robot\",\"content\":\"x\"}]}", "needs a text")]
    [TestCase("[{\"role\":\"assistant\",\"content\":\"x\"}]", "must have the role \"user\"")]
    [TestCase("[]", "must have the role \"user\"")]
    public void Chat_of_another_form_is_refused_in_words(string given, string text) =>
        Assert.That(NodeHarness.ParameterOf<ChatInputNode>().Check(Json(given))?.English, Does.Contain(text));

    private static Task<NodeResult> RunAsync<TNode>(object? settings, object? input)
        where TNode : Node => NodeHarness.RunAsync<TNode>(settings, context: new TestNodeContext(input));

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    private static string Text(FileValue file) => Encoding.UTF8.GetString(file.Content.Span);
}
