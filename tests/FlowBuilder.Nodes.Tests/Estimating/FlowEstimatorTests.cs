using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Testing.Flows;

namespace FlowBuilder.Nodes.Tests.Estimating;

[Parallelizable(ParallelScope.All)]
public sealed class FlowEstimatorTests
{
    private const string Asking = """
        question: input.text {"name": "question"}
        prompt: prompt.template {"template": "Answer in one sentence: {{question}}"}
        model: model.chat {"connection": "acme", "maxTokens": 50}
        question.text -> prompt.question
        prompt.text -> model.prompt
        """;

    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly);

    [Test]
    public async Task Without_runs_it_counts_the_prompt_the_inputs_and_the_longest_answer()
    {
        var question = string.Join(' ', Enumerable.Repeat("word", 100));
        var estimate = await EstimateAsync(Asking, inputs: new { question });

        var model = estimate.Nodes.Single();
        var sent = TokenEstimator.Count(question) + TokenEstimator.Count("Answer in one sentence: {{question}}");
        Assert.That(model.Usage.Low, Is.EqualTo(new TokenUsage(sent, 50, (sent + 500) / 1_000_000m)));
        Assert.That(model.Usage.High, Is.EqualTo(model.Usage.Low));
        Assert.That((model.Basis, model.Runs, model.IsFree, model.IsPriceKnown), Is.EqualTo((EstimateBasis.Texts, 0, false, true)));
        Assert.That(estimate.Source.English, Does.StartWith("From the length of the texts"));
        Assert.That(estimate.Total, Is.EqualTo(model.Usage));
    }

    [Test]
    public async Task Runs_with_the_same_settings_give_their_median_and_the_ninth_of_ten()
    {
        var node = FlowText.Parse(Asking).Nodes.Single(node => node.Type == "model.chat");
        var print = NodeFingerprint.Of(node, Catalogue);
        NodeUsage[] runs = [.. Enumerable.Range(1, 10).Select(run => new NodeUsage("model", print, new TokenUsage(run * 100, run, run / 100m)))];

        var estimate = await EstimateAsync(Asking, runs: runs);

        var model = estimate.Nodes.Single();
        Assert.That(model.Usage.Low, Is.EqualTo(new TokenUsage(500, 5, 0.05m)));
        Assert.That(model.Usage.High, Is.EqualTo(new TokenUsage(900, 9, 0.09m)));
        Assert.That((model.Basis, model.Runs), Is.EqualTo((EstimateBasis.Runs, 10)));
        Assert.That(estimate.Source.English, Is.EqualTo("From the last 10 runs of this flow."));
    }

    [Test]
    public async Task Runs_with_other_settings_say_nothing_but_another_title_or_place_changes_nothing()
    {
        var before = FlowText.Parse(Asking).Nodes.Single(node => node.Type == "model.chat");
        var run = new NodeUsage("model", NodeFingerprint.Of(before with { Title = "Ask", Position = new CanvasPoint(9, 9) }, Catalogue), new TokenUsage(7, 7, 1));

        var same = await EstimateAsync(Asking, runs: [run]);
        var other = await EstimateAsync(Asking.Replace("50}", "60}", StringComparison.Ordinal), runs: [run]);

        Assert.That(same.Nodes.Single().Basis, Is.EqualTo(EstimateBasis.Runs));
        Assert.That(other.Nodes.Single().Basis, Is.EqualTo(EstimateBasis.Texts));
    }

    [Test]
    public async Task The_demo_model_is_free_and_an_unknown_price_leaves_tokens_only()
    {
        var free = await EstimateAsync(Asking.Replace("acme", "offline", StringComparison.Ordinal));
        var unknown = await EstimateAsync(Asking.Replace("acme", "own", StringComparison.Ordinal));

        Assert.That((free.IsFree, free.IsPriceKnown, free.Total.High.Cost), Is.EqualTo((true, true, 0m)));
        Assert.That(EstimateText.Short(free).English, Is.EqualTo("free"));
        Assert.That((unknown.IsFree, unknown.IsPriceKnown, unknown.Total.High.Cost), Is.EqualTo((false, false, (decimal?)null)));
        Assert.That(unknown.Total.High.OutputTokens, Is.EqualTo(50));
        Assert.That(EstimateText.Of(unknown).English, Does.EndWith("the price of a model is not known"));
    }

    [TestCase("0.001", "0.003", "≈ $0.001–$0.003", "≈ $0.001–$0.003", "$0.001 to $0.003")]
    [TestCase("0.00004", "0.06", "≈ up to $0.06", "≈ 최대 $0.06", "up to $0.06")]
    [TestCase("0", "0.06", "≈ up to $0.06", "≈ 최대 $0.06", "up to $0.06")]
    [TestCase("0.00001", "0.00002", "≈ less than $0.0001", "≈ $0.0001 미만", "less than $0.0001")]
    [TestCase("2", "2", "≈ $2.00", "≈ $2.00", "$2.00")]
    public async Task Costs_are_said_as_a_range_or_as_their_bound_where_the_least_is_too_little_to_say(string low, string high, string brief, string korean, string whole)
    {
        var estimate = await EstimateAsync(Asking);
        var priced = estimate with { Total = new UsageRange(estimate.Total.Low with { Cost = Price(low) }, estimate.Total.High with { Cost = Price(high) }) };

        var text = EstimateText.Short(priced);
        Assert.That((text.English, text.For(CultureInfo.GetCultureInfo("ko"))), Is.EqualTo((brief, korean)));
        Assert.That(EstimateText.Of(priced).English, Does.EndWith($" tokens, {whole}"));

        static decimal Price(string dollars) => decimal.Parse(dollars, CultureInfo.InvariantCulture);
    }

    [Test]
    public async Task The_steps_of_an_agent_with_tools_are_the_most_that_it_may_take()
    {
        const string Agent = """
            task: input.text {"name": "task", "default": "Add two and two."}
            clock: tool.time
            agent: agent.chat {"connection": "acme", "steps": 4, "maxTokens": 100}
            task.text -> agent.prompt
            clock.tool -> agent.tools
            """;

        var with = await EstimateAsync(Agent);
        var without = await EstimateAsync(Agent.Replace("clock.tool -> agent.tools", "", StringComparison.Ordinal));

        var sent = TokenEstimator.Count("Add two and two.");
        Assert.That(without.Total.High, Is.EqualTo(new TokenUsage(sent, 100, (sent + 1000) / 1_000_000m)));
        Assert.That(with.Total.High.OutputTokens, Is.EqualTo(400));
        Assert.That(with.Total.High.InputTokens, Is.EqualTo(sent * 4 + (100 + 300) * 6), "Each step sends again what was said and found before.");
        Assert.That(with.Total.Low, Is.EqualTo(without.Total.Low));
    }

    [Test]
    public async Task A_branch_that_may_not_be_taken_costs_nothing_at_least()
    {
        var estimate = await EstimateAsync("""
            text: input.text {"name": "text", "default": "Hello."}
            long: logic.condition {"operator": "contains", "value": "x"}
            yes: model.chat {"connection": "acme"}
            after: model.chat {"connection": "acme"}
            text.text -> long.value
            long.true -> yes.prompt
            text.text -> after.prompt
            """);

        Assert.That(estimate.Nodes.Single(node => node.Node.Value == "yes").Usage.Low, Is.EqualTo(new TokenUsage(0, 0, 0m)));
        Assert.That(estimate.Nodes.Single(node => node.Node.Value == "after").Usage.Low.OutputTokens, Is.Positive);
    }

    [Test]
    public async Task A_flow_for_each_item_is_counted_for_the_items_that_are_known()
    {
        var inner = FlowText.Parse("""
            item: input.text {"name": "item"}
            model: model.chat {"connection": "acme", "maxTokens": 10}
            result: output.text {"name": "result"}
            item.text -> model.prompt
            model.text -> result.value
            """);
        var outer = FlowText.Parse("""
            items: input.json {"name": "items"}
            each: control.for-each
            items.value -> each.items
            """);
        var each = outer.Nodes[1] with { Settings = JsonMembers.Empty.With("flow", SubFlow.ToSetting(inner, Catalogue)) };

        var estimate = await EstimateAsync(outer with { Nodes = [outer.Nodes[0], each] }, new { items = new[] { "a", "b", "c" } });

        Assert.That(estimate.Nodes.Single().Usage.High.OutputTokens, Is.EqualTo(30));
        Assert.That(estimate.Nodes.Single().Usage.Low.OutputTokens, Is.EqualTo(30));
    }

    [Test]
    public async Task Pinned_and_bypassed_nodes_and_those_that_are_left_out_use_nothing()
    {
        var flow = FlowText.Parse(Asking);
        var pin = ImmutableDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>>.Empty
            .Add(new NodeId("model"), [new("text", PortValue.Of("pinned"))]);
        var bypassed = flow with { Nodes = [.. flow.Nodes.Select(node => node with { IsBypassed = node.Type == "model.chat" })] };

        Assert.That((await Estimator([]).EstimateAsync(new RunCommand(flow) { Pins = pin }, CancellationToken.None)).Nodes, Is.Empty);
        Assert.That((await EstimateAsync(bypassed, new { })).Nodes, Is.Empty);
        Assert.That((await Estimator([]).EstimateAsync(new RunCommand(flow) { Only = ImmutableHashSet.Create(new NodeId("prompt")) }, CancellationToken.None)).Nodes, Is.Empty);
        Assert.That((await EstimateAsync(bypassed, new { })).Source.English, Is.EqualTo("No node of the flow asks a model."));
    }

    [Test]
    public async Task A_flow_that_is_half_finished_is_estimated_as_far_as_it_goes()
    {
        var broken = FlowText.Parse("""
            a: model.chat {"connection": 5, "maxTokens": "many", "system": ["x"]}
            b: nobody.knows {}
            c: model.chat {"connection": "acme"}
            a.text -> c.prompt
            c.text -> a.prompt
            b.x -> c.history
            d.text -> c.prompt
            """);
        var half = broken.Nodes[0] with { Settings = JsonMembers.Empty.With("connection", JsonSerializer.Deserialize<JsonElement>("\"\\ud800\"")) };

        Assert.That((await EstimateAsync(broken, new { })).Nodes.Select(node => node.Node.Value), Is.EqualTo(new[] { "c" }));
        Assert.That((await EstimateAsync(broken with { Nodes = broken.Nodes.SetItem(0, half) }, new { })).Nodes, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_large_flow_is_estimated_while_nobody_notices()
    {
        var flow = new Flow
        {
            Nodes = [.. Enumerable.Range(0, 2000).Select(index => new FlowNode { Id = new NodeId($"n{index}"), Type = "model.chat" })],
            Edges = [.. Enumerable.Range(0, 1999).Select(index => new FlowEdge(new PortAddress(new NodeId($"n{index}"), "text"), new PortAddress(new NodeId($"n{index + 1}"), "prompt")))],
        };

        var estimate = await EstimateAsync(flow, new { });

        Assert.That(estimate.Nodes, Has.Length.EqualTo(2000));
    }

    private static Task<FlowEstimate> EstimateAsync(string flow, object? inputs = null, NodeUsage[]? runs = null) =>
        EstimateAsync(FlowText.Parse(flow), inputs ?? new { }, runs);

    private static async Task<FlowEstimate> EstimateAsync(Flow flow, object inputs, NodeUsage[]? runs = null) =>
        await Estimator(runs ?? []).EstimateAsync(
            new RunCommand(flow) { FlowId = "f", Inputs = JsonSerializer.SerializeToElement(inputs).EnumerateObject().ToDictionary(input => input.Name, input => input.Value) },
            CancellationToken.None);

    private static FlowEstimator Estimator(NodeUsage[] runs) => new(Catalogue, new RunPreparation(Catalogue), new FixedCosts(), new GivenHistory(runs));
}
