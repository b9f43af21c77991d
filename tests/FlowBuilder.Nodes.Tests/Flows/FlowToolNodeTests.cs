using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.AI;
using static FlowBuilder.Nodes.Tests.Control.ControlFlows;

namespace FlowBuilder.Nodes.Tests.Flows;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class FlowToolNodeTests
{
    private const string Weather = """
        city: input.text {"name": "city", "description": "The city's name."}
        days: input.number {"name": "days", "required": false}
        unit: input.text {"name": "unit", "required": false}
        say: prompt.template {"template": "{{city}}: 20 {{unit}} for {{days}} days"}
        out: output.text {"name": "forecast"}
        city.text -> say.city
        days.value -> say.days
        unit.text -> say.unit
        say.text -> out.value
        """;

    private const string Asking = """
        q: input.text {"name": "q"}
        unit: input.text {"name": "unit"}
        weather: flow.tool {"toolName": "weather", "description": "The weather of a city."}
        ask: model.chat {"connection": "test", "model": "m"}
        out: output.text {"name": "answer"}
        q.text -> ask.prompt
        unit.text -> weather.unit
        weather.tool -> ask.tools
        ask.text -> out.value
        """;

    [Test]
    public async Task A_model_calls_the_flow_with_what_it_fills_in_and_reads_what_it_gives()
    {
        var client = new ScriptedChatClient(
            ScriptedAnswer.Calling("weather", new { city = "Seoul", days = 3 }),
            ScriptedAnswer.Of("It will be warm."));

        var events = await Harness(new ScriptedChatModels(client)).RunAsync(With(Asking, "weather", Weather), Given(new { q = "How warm?", unit = "C" }));

        Assert.That(((RunCompleted)events[^1]).Outputs["answer"].GetString(), Is.EqualTo("It will be warm."));
        var results = client.Requests[1].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single();
        Assert.That(results.Result?.ToString(), Is.EqualTo("Seoul: 20 C for 3 days"));
        Assert.That(events.Of("ask[1]/say"), Does.Contain("ask[1]/say output text Seoul: 20 C for 3 days"));
        Assert.That(events.ToList().FindLastIndex(each => each is NodeEvent { Node: "ask[1]/out" }), Is.LessThan(events.ToList().FindIndex(each => each is NodeCompleted { Node: "ask" })));
    }

    [Test]
    public async Task The_model_is_told_of_the_inputs_that_nothing_is_wired_to()
    {
        var client = new ScriptedChatClient(ScriptedAnswer.Of("No idea."));

        await Harness(new ScriptedChatModels(client)).RunAsync(With(Asking, "weather", Weather), Given(new { q = "How warm?", unit = "C" }));

        var tool = (AIFunction)client.Options[0]!.Tools!.Single();
        Assert.That((tool.Name, tool.Description), Is.EqualTo(("weather", "The weather of a city.")));
        Assert.That(tool.JsonSchema.GetRawText(), Is.EqualTo(
            """{"type":"object","properties":{"city":{"type":"string","description":"The city\u0027s name."},"days":{"type":"number"}},"required":["city"],"additionalProperties":false}"""));
    }

    [Test]
    public async Task What_the_flow_uses_counts_as_used_by_whoever_calls_it()
    {
        const string inside = """
            city: input.text {"name": "city"}
            ask: model.chat {"connection": "test", "model": "m"}
            out: output.text {"name": "forecast"}
            city.text -> ask.prompt
            ask.text -> out.value
            """;
        var client = new ScriptedChatClient(
            ScriptedAnswer.Calling("weather", new { city = "Seoul" }),
            ScriptedAnswer.Of("sunny"),
            ScriptedAnswer.Of("It will be sunny."));
        var flow = Asking.Replace("unit.text -> weather.unit\n", "", StringComparison.Ordinal);

        var events = await Harness(new ScriptedChatModels(client)).RunAsync(With(flow, "weather", inside), Given(new { q = "How warm?", unit = "C" }));

        Assert.That(events.OfType<NodeCompleted>().Single(each => each.Node == "ask").Usage, Is.EqualTo(new TokenUsage(30, 15)));
        Assert.That(((RunCompleted)events[^1]).Usage, Is.EqualTo(new TokenUsage(30, 15)));
    }

    [Test]
    public async Task A_flow_that_fails_is_told_to_the_model_in_words()
    {
        const string inside = """
            city: input.text {"name": "city"}
            read: transform.json {}
            out: output.json {"name": "forecast"}
            city.text -> read.value
            read.json -> out.value
            """;
        var client = new ScriptedChatClient(ScriptedAnswer.Calling("weather", new { city = "no json" }), ScriptedAnswer.Of("Sorry."));
        var flow = Asking.Replace("unit.text -> weather.unit\n", "", StringComparison.Ordinal);

        var events = await Harness(new ScriptedChatModels(client)).RunAsync(With(flow, "weather", inside), Given(new { q = "How warm?", unit = "C" }));

        Assert.That(events[^1], Is.InstanceOf<RunCompleted>());
        Assert.That(
            client.Requests[1].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single().Result?.ToString(),
            Does.Contain("no valid JSON"));
    }

    [Test]
    [Hazard("SEC-67")]
    public async Task A_flow_that_may_change_something_outside_is_a_tool_that_a_model_needs_leave_for()
    {
        const string inside = """
            city: input.text {"name": "city"}
            post: tool.http {"url": "https://example.com/{{city}}", "method": "post"}
            out: output.text {"name": "forecast"}
            city.text -> post.city
            post.text -> out.value
            """;
        var client = new ScriptedChatClient(ScriptedAnswer.Calling("weather", new { city = "Seoul" }), ScriptedAnswer.Of("Not allowed."));
        var flow = Asking.Replace("unit.text -> weather.unit\n", "", StringComparison.Ordinal);

        var events = await Harness(new ScriptedChatModels(client)).RunAsync(With(flow, "weather", inside), Given(new { q = "How warm?", unit = "C" }));

        Assert.That(events.OfType<NodeEvent>().Where(each => each.Node.Contains("[1]/", StringComparison.Ordinal)), Is.Empty);
        Assert.That(FlowInterface.Of(FlowText.Parse(inside), Catalogue).MayChange, Is.True);
        Assert.That(FlowInterface.Of(FlowText.Parse(Weather), Catalogue).MayChange, Is.False);
    }

    [TestCase("with blanks in it")]
    [TestCase("")]
    public void A_name_that_models_cannot_call_is_refused(string toolName) =>
        Assert.That(
            Catalogue.Find("flow.tool")!.Check(JsonMembers.Of(new { flow = "stored", toolName })).Select(problem => problem.Setting),
            Is.EqualTo(new[] { "toolName" }));

    [Test]
    public void Its_ports_are_the_flows_inputs_none_of_them_required() =>
        Assert.That(
            Catalogue.Find("flow.tool")!.PortsOf(With("t: flow.tool {}", "t", Weather).Nodes[0]).Select(port => $"{port.Direction} {port.Id} {port.IsRequired}"),
            Is.EqualTo(new[] { "Input city False", "Input days False", "Input unit False", "Output tool False" }));
}
