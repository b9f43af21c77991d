using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Guards.Masking;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Guards;

[Parallelizable(ParallelScope.All)]
public sealed class MaskNodeTests
{
    private const string Letter = "Kim (kim@example.com, 010-1234-5678) wrote: my card is 4111 1111 1111 1111, kim@example.com again.";

    [Test]
    public async Task Masked_text_holds_placeholders_and_the_same_item_has_the_same_one()
    {
        var result = await MaskAsync(Letter);

        Assert.That(result.Text("text"), Does.Match(
            "^Kim \\((\\[EMAIL_[A-Z0-9]{5}\\]), \\[PHONE_[A-Z0-9]{5}\\]\\) wrote: my card is \\[CARD_[A-Z0-9]{5}\\], \\1 again\\.$"));
        Assert.That(result.Json("report").GetRawText(), Is.EqualTo(
            """{"flagged":true,"score":1,"findings":[{"sign":"email","count":2,"reason":"e-mail address"},{"sign":"phone","count":1,"reason":"phone number"},{"sign":"cardNumber","count":1,"reason":"card number"}]}"""));
    }

    [Test]
    public async Task What_was_masked_is_restored_in_the_same_run_and_in_no_other()
    {
        var context = new TestNodeContext();
        var masked = (await MaskAsync(Letter, context: context)).Text("text");

        var restored = await RestoreAsync(masked, context);
        var elsewhere = await RestoreAsync(masked, new TestNodeContext());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(restored.Text("text"), Is.EqualTo(Letter));
            Assert.That(restored.Json("report").GetRawText(), Is.EqualTo("""{"restored":4,"unknown":0}"""));
            Assert.That(elsewhere.Text("text"), Is.EqualTo(masked));
            Assert.That(elsewhere.Json("report").GetRawText(), Is.EqualTo("""{"restored":0,"unknown":4}"""));
        }
    }

    [Test]
    public async Task Placeholders_are_restored_wherever_a_live_text_is_cut()
    {
        var context = new TestNodeContext();
        var masked = (await MaskAsync("a@example.com로 보내고 010-1234-5678, b@example.org.", context: context)).Text("text");

        for (var first = 0; first <= masked.Length; first++)
        {
            for (var second = first; second <= masked.Length; second += 3)
            {
                var reader = new PlaceholderReader(context.Placeholders);
                var restored = reader.Append(masked[..first]) + reader.Append(masked[first..second]) + reader.Append(masked[second..]) + reader.End();
                Assert.That(restored, Is.EqualTo("a@example.com로 보내고 010-1234-5678, b@example.org."), $"cut at {first} and {second}");
            }
        }
    }

    [TestCase("{0}")]
    [TestCase("**{0}**")]
    [TestCase("{0}님께")]
    [TestCase("\"{0}\"")]
    public async Task Placeholders_are_read_as_models_write_them(string around)
    {
        var context = new TestNodeContext();
        var masked = (await MaskAsync("kim@example.com", context: context)).Text("text");
        string[] written =
        [
            masked, masked.ToLowerInvariant(), masked.Trim('[', ']'), masked.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal), masked.Replace("_", "\\_", StringComparison.Ordinal),
        ];

        foreach (var one in written)
            Assert.That((await RestoreAsync(string.Format(null, around, one), context)).Text("text"), Is.EqualTo(string.Format(null, around, "kim@example.com")), one);
    }

    [Test]
    public async Task What_only_looks_like_a_placeholder_stays_as_it_is()
    {
        const string text = "[EMAIL] [EMAIL_ABC] [PHONE_BCDFG] IP_address EMAIL_TEMPLATES [1] [a](b) \\[x\\] email_id";

        Assert.That((await RestoreAsync(text, new TestNodeContext())).Text("text"), Is.EqualTo(text));
    }

    [Test]
    public async Task Restoring_holds_back_no_more_than_a_word_and_never_without_end()
    {
        var reader = new PlaceholderReader(new TestNodeContext().Placeholders);
        var given = reader.Append("Dear [EMA");
        var held = 0;
        for (var i = 0; i < 1_000; i++)
        {
            given += reader.Append("abcdefg");
            held = Math.Max(held, 9 + 7 * (i + 1) - given.Length);
        }

        Assert.That(given, Does.StartWith("Dear "));
        Assert.That(held, Is.LessThanOrEqualTo(2 * PlaceholderReader.Longest + 7));
        await Task.CompletedTask;
    }

    [TestCase("kind", "Kim ([EMAIL], [PHONE]) wrote: my card is [CARD], [EMAIL] again.")]
    [TestCase("stars", "Kim (***@*******.***, ***-****-****) wrote: my card is **** **** **** ****, ***@*******.*** again.")]
    public async Task Masked_for_good_nothing_leads_back(string style, string expected)
    {
        var context = new TestNodeContext();
        var masked = (await MaskAsync(Letter, new { style }, context)).Text("text");

        Assert.That(masked, Is.EqualTo(expected));
        Assert.That((await RestoreAsync(masked, context)).Text("text"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Only_the_chosen_kinds_are_looked_for()
    {
        var result = await MaskAsync(Letter, new { style = "kind", email = false, cardNumber = false });

        Assert.That(result.Text("text"), Is.EqualTo("Kim (kim@example.com, [PHONE]) wrote: my card is 4111 1111 1111 1111, kim@example.com again."));
    }

    [Test]
    public void Blocked_text_is_a_fault_that_names_the_kinds_and_not_the_data()
    {
        var failure = Assert.ThrowsAsync<NodeException>(() => MaskAsync(Letter, new { action = "block" }))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Code, failure.Kind), Is.EqualTo(("guard.personal-data", FaultKind.Input)));
            Assert.That(failure.Text.English, Does.Contain("e-mail address").And.Not.Contain("kim@"));
            Assert.That(failure.Text.All["ko"], Does.Contain("이메일 주소"));
        }
    }

    [Test]
    public async Task A_blocked_live_text_lets_pass_what_is_clean_and_nothing_of_the_item()
    {
        var source = new LiveTextSource();
        var given = "";
        var run = Task.Run(async () =>
        {
            await foreach (var output in NodeHarness.StartAsync<MaskNode>(new { action = "block" }, Inputs(source.Text))) given += output.Delta;
        });
        foreach (var chunk in (string[])["My number", " is 010-1", "234-5", "678", " thanks", " a lot"]) source.Append(chunk);
        source.Complete();

        Assert.That(async () => await run, Throws.TypeOf<NodeException>());
        Assert.That(given, Is.EqualTo("My number is "));
    }

    [Test]
    public async Task Warned_of_text_goes_on_as_it_is()
    {
        var result = await MaskAsync(Letter, new { action = "warn" });

        Assert.That(result.Text("text"), Is.EqualTo(Letter));
        Assert.That(result.Json("report").GetProperty("flagged").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Routed_text_goes_out_by_the_port_where_it_belongs()
    {
        var flagged = await MaskAsync(Letter, new { action = "route" });
        var clean = await MaskAsync("Nothing personal in order 2024-0101.", new { action = "route" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((flagged.Has("text"), flagged.Text("flagged")), Is.EqualTo((false, Letter)));
            Assert.That((clean.Text("text"), clean.Has("flagged")), Is.EqualTo(("Nothing personal in order 2024-0101.", false)));
            Assert.That(Outputs(new { action = "route" }), Is.EqualTo(new[] { "text", "history", "report", "flagged" }));
            Assert.That(Outputs(new { action = "mask" }), Is.EqualTo(new[] { "text", "history", "report" }));
        }
    }

    [Test]
    public async Task A_conversation_is_masked_with_the_same_placeholders()
    {
        var context = new TestNodeContext();
        var inputs = Inputs("Write to kim@example.com");
        inputs["history"] = new MessageList([new Message(MessageRole.User, "I am kim@example.com"), new Message(MessageRole.Assistant, "Hello")]);

        var result = await NodeHarness.RunAsync<MaskNode>(null, inputs, context: context);

        var placeholder = result.Text("text")["Write to ".Length..];
        Assert.That(((MessageList)result["history"]).Select(message => message.Text), Is.EqualTo(new[] { $"I am {placeholder}", "Hello" }));
    }

    [TestCase("")]
    [TestCase("nothing here")]
    public async Task A_text_without_personal_data_is_left_alone(string text)
    {
        var result = await MaskAsync(text);

        Assert.That((result.Text("text"), result.Json("report").GetProperty("flagged").GetBoolean()), Is.EqualTo((text, false)));
    }

    [Test]
    public void Neither_node_is_ever_cached() =>
        Assert.That((NodeHarness.MayCache<MaskNode>(), NodeHarness.MayCache<RestoreNode>()), Is.EqualTo((false, false)));

    private static IEnumerable<string> Outputs(object settings) =>
        NodeHarness.PortsOf<MaskNode>(settings).Where(port => port.Direction == PortDirection.Output).Select(port => port.Id);

    private static Dictionary<string, object> Inputs(object text) => new() { ["text"] = text };

    private static Task<NodeResult> MaskAsync(string text, object? settings = null, TestNodeContext? context = null) =>
        NodeHarness.RunAsync<MaskNode>(settings, Inputs(text), context: context);

    private static Task<NodeResult> RestoreAsync(string text, TestNodeContext context) =>
        NodeHarness.RunAsync<RestoreNode>(null, Inputs(text), context: context);
}
