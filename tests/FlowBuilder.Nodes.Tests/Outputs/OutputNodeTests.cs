using System.Text.Json;
using FlowBuilder.Nodes.Outputs;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Outputs;

[Parallelizable(ParallelScope.All)]
public sealed class OutputNodeTests
{
    [Test]
    public async Task Text_is_given_piece_by_piece_while_it_comes()
    {
        var source = new LiveTextSource();
        source.Append("one ");
        var seen = new List<string?>();

        await foreach (var output in NodeHarness.StartAsync<TextOutputNode>(inputs: new Dictionary<string, object> { ["value"] = source.Text }))
        {
            seen.Add(output.Delta);
            if (seen.Count > 1) continue;
            source.Append("two");
            source.Complete();
        }

        Assert.That(seen, Is.EqualTo(new[] { "one ", "two" }));
    }

    [Test]
    public async Task An_empty_text_is_a_result_too()
    {
        var text = await NodeHarness.RunAsync<TextOutputNode>(inputs: new Dictionary<string, object> { ["value"] = "" });
        var chat = await NodeHarness.RunAsync<ChatOutputNode>(inputs: new Dictionary<string, object> { ["value"] = "" });

        Assert.That((text.Text("value"), chat.Text("value")), Is.EqualTo(("", "")));
    }

    [Test]
    public void A_text_that_breaks_off_breaks_the_result_off()
    {
        var source = new LiveTextSource();
        source.Append("part");
        source.Break(new InvalidOperationException("gone"));

        Assert.That(
            () => NodeHarness.RunAsync<ChatOutputNode>(inputs: new Dictionary<string, object> { ["value"] = source.Text }),
            Throws.TypeOf<InvalidOperationException>().With.Message.EqualTo("gone"));
    }

    [Test]
    public async Task Json_is_given_as_it_is()
    {
        var value = JsonSerializer.Deserialize<JsonElement>("""{"a":[1,2.50]}""");

        var result = await NodeHarness.RunAsync<JsonOutputNode>(inputs: new Dictionary<string, object> { ["value"] = value });

        Assert.That(result.Json("value").GetRawText(), Is.EqualTo("""{"a":[1,2.50]}"""));
    }

    [Test]
    public void Reading_a_text_that_never_ends_stops_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var run = NodeHarness.RunAsync<TextOutputNode>(inputs: new Dictionary<string, object> { ["value"] = new LiveTextSource().Text }, cancellationToken: cancel.Token);
        cancel.Cancel();

        Assert.That(() => run, Throws.InstanceOf<OperationCanceledException>());
    }
}
