using System.Collections.Immutable;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Estimating;

/// <summary>Says before a run what it is likely to use: from earlier runs where there are any, else from the lengths of texts.</summary>
/// <remarks>It asks no provider and runs nothing. Safe for concurrent use.</remarks>
/// <param name="catalogue">The node types.</param>
/// <param name="preparation">Works the settings of one run into the flow.</param>
/// <param name="costs">What models cost.</param>
/// <param name="history">What earlier runs used.</param>
public sealed class FlowEstimator(NodeCatalogue catalogue, RunPreparation preparation, IModelCosts costs, IUsageHistory history)
{
    /// <summary>The most earlier runs that are looked at for each node.</summary>
    public const int MostRuns = 20;

    // Beyond this many nested flows the rest is left out: nobody reads such an estimate.
    private const int MostLevels = 4;

    // Of a list that is not known before the run.
    private const int ManyItems = 10;

    private static readonly ImmutableDictionary<string, SizeRange> NothingGiven = ImmutableDictionary<string, SizeRange>.Empty;

    /// <summary>The estimate of a run.</summary>
    /// <param name="command">The run, as it would be started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunRefusedException">A setting of this run only is for a node that is not there.</exception>
    public async ValueTask<FlowEstimate> EstimateAsync(RunCommand command, CancellationToken cancellationToken)
    {
        command = command with { Flow = preparation.WithSettings(command.Flow, command.Settings) };
        if (command.From is { } from) command = command with { Only = PartialRun.Below(command.Flow, new NodeId(from)) };
        var nodes = await NodesOfAsync(command, NothingGiven, 0, cancellationToken).ConfigureAwait(false);
        var total = nodes.Aggregate(UsageRange.None, (sum, node) => sum + node.Usage);
        return new FlowEstimate(nodes, total, EstimateWords.OfFlow(nodes));
    }

    private async ValueTask<ImmutableArray<NodeEstimate>> NodesOfAsync(
        RunCommand command, IReadOnlyDictionary<string, SizeRange> given, int level, CancellationToken cancellationToken)
    {
        var asking = command.Flow.Nodes.Where(node => Runs(node, command)).DistinctBy(node => node.Id)
            .Select(node => (Node: node, Type: catalogue.Find(node.Type)!)).ToList();
        if (asking.Count == 0) return [];
        var sizes = new FlowSizes(command, catalogue, given);
        var known = await HistoryAsync(command, asking.Select(item => item.Node), cancellationToken).ConfigureAwait(false);
        var estimates = ImmutableArray.CreateBuilder<NodeEstimate>();
        foreach (var (node, type) in asking)
        {
            var estimate = known.TryGetValue(node.Id.Value, out var runs)
                ? await OfRunsAsync(node, type, runs, cancellationToken).ConfigureAwait(false)
                : await OfTextsAsync(node, type, command.Flow, sizes, level, cancellationToken).ConfigureAwait(false);
            if (estimate is null) continue;
            estimates.Add(sizes.MayBeSkipped(node.Id) ? estimate with { Usage = estimate.Usage with { Low = UsageRange.None.Low with { Cost = estimate.Usage.Low.Cost is null ? null : 0 } } } : estimate);
        }

        return estimates.ToImmutable();
    }

    private bool Runs(FlowNode node, RunCommand command) =>
        !node.IsBypassed && !command.Pins.ContainsKey(node.Id) && command.Only?.Contains(node.Id) != false
        && catalogue.Find(node.Type) is { } type && (ModelAsk.Of(node, type).Any() || InnerOf(node, type) is not null);

    private async ValueTask<Dictionary<string, List<TokenUsage>>> HistoryAsync(
        RunCommand command, IEnumerable<FlowNode> nodes, CancellationToken cancellationToken)
    {
        if (command.FlowId is not { } flowId) return [];
        var prints = nodes.ToDictionary(node => node.Id.Value, node => NodeFingerprint.Of(node, catalogue), StringComparer.Ordinal);
        var used = await history.LatestAsync(flowId, prints, MostRuns, cancellationToken).ConfigureAwait(false);
        return used.GroupBy(usage => usage.Node, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(usage => usage.Usage).ToList(), StringComparer.Ordinal);
    }

    private async ValueTask<NodeEstimate?> OfRunsAsync(FlowNode node, NodeType type, List<TokenUsage> runs, CancellationToken cancellationToken)
    {
        var (isFree, _, _) = await PricesAsync(node, type, cancellationToken).ConfigureAwait(false);
        var isPriceKnown = runs.TrueForAll(run => run.Cost is not null);
        var usage = new UsageRange(Share(runs, 0.5, isPriceKnown), Share(runs, 0.9, isPriceKnown));
        return new NodeEstimate(node.Id, usage, EstimateBasis.Runs, runs.Count, isFree, isPriceKnown, EstimateWords.OfRuns(runs.Count));
    }

    private async ValueTask<NodeEstimate?> OfTextsAsync(
        FlowNode node, NodeType type, Flow flow, FlowSizes sizes, int level, CancellationToken cancellationToken)
    {
        if (InnerOf(node, type) is { } inner) return await OfInnerAsync(node, type, inner, sizes, level, cancellationToken).ConfigureAwait(false);
        var (isFree, isPriceKnown, prices) = await PricesAsync(node, type, cancellationToken).ConfigureAwait(false);
        var input = sizes.InputsOf(node.Id) + SizeRange.Exactly(TextSizes.Instructions(node, type));
        var answer = TextSizes.AnswerOf(node, type);
        var most = HasTools(node, type, flow) && TextSizes.BoundOf(node, type, UsageBound.CallsWithTools) is { } calls ? calls : 1;

        // Each further call sends again what was said and found so far.
        var high = (Sent: input.High * most + (answer.High + TextSizes.ToolResult) * (most * (most - 1) / 2), Received: answer.High * most);
        if (TextSizes.BoundOf(node, type, UsageBound.TotalTokens) is { } cap)
            high = (Math.Max(0, Math.Min(high.Sent, cap - Math.Min(high.Received, cap / 2))), Math.Min(high.Received, cap / 2));
        var least = IsTool(node, type, flow) ? 0 : 1;
        var usage = prices.Aggregate(UsageRange.None, (sum, price) => sum + new UsageRange(
            UsageOf(input.Low * least, answer.Low * least, isPriceKnown ? price : null), UsageOf(high.Sent, high.Received, isPriceKnown ? price : null)));
        return new NodeEstimate(node.Id, usage, EstimateBasis.Texts, 0, isFree, isPriceKnown, EstimateWords.OfTexts(most));
    }

    private async ValueTask<NodeEstimate?> OfInnerAsync(
        FlowNode node, NodeType type, Flow inner, FlowSizes sizes, int level, CancellationToken cancellationToken)
    {
        if (level >= MostLevels) return null;
        var ports = FlowInterface.Of(inner, catalogue).Inputs.Select(port => port.Id).ToList();
        var given = ports.ToDictionary(port => port, port => sizes.InputOf(node.Id, port), StringComparer.Ordinal);
        var (fewest, most) = (1L, TextSizes.BoundOf(node, type, UsageBound.Rounds) ?? 1);
        if (TextSizes.BoundOf(node, type, UsageBound.Items) is { } limit)
        {
            var list = sizes.InputsOf(node.Id);
            (fewest, most) = list.Items is { } items ? (Math.Min(items, limit), Math.Min(items, limit)) : (1, Math.Min(ManyItems, limit));
            if (ports.Count > 0) given[ports[0]] = new SizeRange(list.Low / Math.Max(1, most), list.High / Math.Max(1, most));
        }

        var nodes = await NodesOfAsync(new RunCommand(inner), given, level + 1, cancellationToken).ConfigureAwait(false);
        if (nodes.IsEmpty) return null;
        var usage = nodes.Aggregate(UsageRange.None, (sum, next) => sum + next.Usage).Times(fewest, most);
        return new NodeEstimate(
            node.Id, usage, EstimateBasis.Texts, 0, nodes.All(next => next.IsFree), nodes.All(next => next.IsPriceKnown), EstimateWords.OfRepeated(fewest, most));
    }

    private async ValueTask<(bool IsFree, bool IsPriceKnown, List<ModelPrice?> Prices)> PricesAsync(FlowNode node, NodeType type, CancellationToken cancellationToken)
    {
        var (isFree, prices) = (true, new List<ModelPrice?>());
        foreach (var ask in ModelAsk.Of(node, type))
        {
            var cost = await costs.OfAsync(ask.Connection, ask.Model, cancellationToken).ConfigureAwait(false);
            isFree &= cost.IsFree;
            prices.Add(cost.Price);
        }

        return (isFree, prices.TrueForAll(price => price is not null), prices);
    }

    private Flow? InnerOf(FlowNode node, NodeType type) =>
        type.IsLasting && type.Fields.FirstOrDefault(field => field.Kind == FieldKind.Flow) is { } field && node.Settings.TryGet(field.Name, out var setting)
            ? SubFlow.Read(setting, catalogue)
            : null;

    private static bool HasTools(FlowNode node, NodeType type, Flow flow) =>
        flow.Edges.Any(edge => edge.To.Node == node.Id && type.Ports.Any(port => port.Direction == PortDirection.Input && port.Id == edge.To.Port && port.Type == PortType.Tool));

    // What another node may call, or not.
    private static bool IsTool(FlowNode node, NodeType type, Flow flow) =>
        flow.Edges.Any(edge => edge.From.Node == node.Id && type.Ports.Any(port => port.Direction == PortDirection.Output && port.Id == edge.From.Port && port.Type == PortType.Tool));

    private static TokenUsage UsageOf(long sent, long received, ModelPrice? price) => new(sent, received, price?.CostOf(sent, received));

    // The value that so many of the runs kept at or below, nearest rank.
    private static TokenUsage Share(List<TokenUsage> runs, double share, bool withCost)
    {
        var at = (int)Math.Ceiling(share * runs.Count) - 1;
        return new TokenUsage(
            runs.Select(run => run.InputTokens).Order().ElementAt(at),
            runs.Select(run => run.OutputTokens).Order().ElementAt(at),
            withCost ? runs.Select(run => run.Cost!.Value).Order().ElementAt(at) : null);
    }
}
