using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Compilation;

/// <summary>Turns flows into plans. Pure: the same flow gives the same plan, and nothing outside is touched.</summary>
/// <remarks>Safe for concurrent use. A plan is kept and handed out again for every flow of the same semantic hash.</remarks>
/// <param name="catalogue">The node types that may stand in a flow.</param>
/// <param name="services">Where nodes take their services from.</param>
public sealed class FlowCompiler(NodeCatalogue catalogue, IServiceProvider services)
{
    /// <summary>Plans kept for flows compiled before.</summary>
    public const int MaxKeptPlans = 256;

    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    private readonly FlowFormat _format = new(catalogue);
    private readonly FlowValidator _validator = new(catalogue);
    private readonly ConcurrentDictionary<NodeType, Node> _nodes = new();
    private readonly ConcurrentDictionary<string, CompileResult> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _planOrder = new();

    /// <summary>The node types.</summary>
    internal NodeCatalogue Catalogue => catalogue;

    /// <summary>Compiles a flow, or gives the plan that an equal one was compiled to.</summary>
    public CompileResult Compile(Flow flow)
    {
        var hash = _format.SemanticHash(flow);
        if (_plans.TryGetValue(hash, out var known)) return known;
        var result = CompileAnew(flow, hash);
        if (result.Plan is null || !_plans.TryAdd(hash, result)) return result;
        _planOrder.Enqueue(hash);
        while (_plans.Count > MaxKeptPlans && _planOrder.TryDequeue(out var oldest)) _plans.TryRemove(oldest, out _);
        return result;
    }

    /// <summary>Compiles a flow for a run in which the outputs of some nodes are known: what those lack to run does not stand in the way.</summary>
    public CompileResult Compile(Flow flow, IReadOnlySet<NodeId> known)
    {
        var whole = Compile(flow);
        if (whole.Plan is not null || known.Count == 0) return whole;
        var rest = whole.Diagnostics.RemoveAll(problem => IsExcused(problem, known));
        if (CanRun(rest)) rest = rest.AddRange(NotMade(flow));
        return new CompileResult(CanRun(rest) ? Build(flow, _format.SemanticHash(flow)) : null, rest);
    }

    /// <summary>Compiles a flow without looking for an earlier plan.</summary>
    internal CompileResult CompileAnew(Flow flow, string hash)
    {
        var diagnostics = _validator.Check(flow);
        if (CanRun(diagnostics)) diagnostics = diagnostics.AddRange(NotMade(flow));
        return new CompileResult(CanRun(diagnostics) ? Build(flow, hash) : null, diagnostics);
    }

    private static bool CanRun(ImmutableArray<FlowDiagnostic> diagnostics) =>
        diagnostics.All(problem => problem.Severity == DiagnosticSeverity.Warning);

    // A node without its type has no ports, and a plan needs those of every node.
    private static bool IsExcused(FlowDiagnostic problem, IReadOnlySet<NodeId> known) =>
        problem is { Severity: DiagnosticSeverity.Incomplete, Node: { } node }
        && known.Contains(node)
        && problem.Code is not (DiagnosticCodes.NodeUnknownType or DiagnosticCodes.NodeNewerVersion or DiagnosticCodes.NodeNotUpgraded or DiagnosticCodes.NodeNotMade);

    // A constructor that throws, for want of a service perhaps, is a problem of the flows that have the node, not of the program.
    private IEnumerable<FlowDiagnostic> NotMade(Flow flow)
    {
        for (var i = 0; i < flow.Nodes.Length; i++)
        {
            var type = catalogue.Find(flow.Nodes[i].Type)!;
            if (TryMake(type)) continue;
            yield return new FlowDiagnostic(DiagnosticCodes.NodeNotMade, DiagnosticSeverity.Incomplete, $"$.nodes[{i}]", LocalText.Of(
                $"\"{type.Title.English}\" could not be set up on this host, so the flow cannot run here. The program's log says why.",
                $"\"{type.Title.For(Korean)}\" 노드를 이 서버에서 준비하지 못해 플로우를 실행할 수 없습니다. 이유는 프로그램 로그에 있습니다."))
            {
                Node = flow.Nodes[i].Id,
            };
        }
    }

    private bool TryMake(NodeType type)
    {
        try
        {
            _ = Make(type);
            return true;
        }
        catch (Exception failure)
        {
            services.GetService<ILogger<FlowCompiler>>()?.LogError(failure, "The node type {NodeType} could not be made", type.Id);
            return false;
        }
    }

    private Node Make(NodeType type) => _nodes.GetOrAdd(type, static (type, services) => type.Binding.Create(services), services);

    private FlowPlan Build(Flow flow, string hash)
    {
        var index = new Dictionary<NodeId, int>(flow.Nodes.Length);
        for (var i = 0; i < flow.Nodes.Length; i++) index[flow.Nodes[i].Id] = i;
        var incoming = Group(flow, edge => index[edge.To.Node]);
        var outgoing = Group(flow, edge => index[edge.From.Node]);
        var nodes = new PlanNode[flow.Nodes.Length];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = BuildNode(flow, i, incoming[i], outgoing[i]);
        var edges = new PlanEdge[flow.Edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            var edge = flow.Edges[i];
            var target = nodes[index[edge.To.Node]];
            var input = Array.Find(target.Inputs, input => input.Port.Id == edge.To.Port)!;
            edges[i] = new PlanEdge(index[edge.From.Node], target.Index, target.Passes is null ? input.Port.AcceptsLive : Bypass.TakesLive(target, input));
        }

        return new FlowPlan(hash, nodes, edges, this);
    }

    private static List<int>?[] Group(Flow flow, Func<FlowEdge, int> end)
    {
        var groups = new List<int>?[flow.Nodes.Length];
        for (var i = 0; i < flow.Edges.Length; i++) (groups[end(flow.Edges[i])] ??= []).Add(i);
        return groups;
    }

    private PlanNode BuildNode(Flow flow, int index, List<int>? incoming, List<int>? outgoing)
    {
        var node = flow.Nodes[index];
        var type = catalogue.Find(node.Type)!;
        var instance = Make(type);
        var settings = type.BindSettings(node.Settings).Settings;
        var ports = type.PortsOf(settings, node.Policy);
        var inputs = ports.Where(port => port.Direction == PortDirection.Input)
            .Select(port => new PlanInput(port, EdgesAt(incoming, edge => flow.Edges[edge].To.Port == port.Id)))
            .Where(input => input.Edges.Length > 0)
            .ToArray();
        PlanOutput[] outputs = [.. ports.Where(port => port.Direction == PortDirection.Output)
            .Select(port => new PlanOutput(port, EdgesAt(outgoing, edge => flow.Edges[edge].From.Port == port.Id)))];
        return new PlanNode
        {
            Index = index,
            Id = node.Id,
            Type = type,
            Node = instance,
            Settings = settings,
            SettingsJson = node.Settings,
            Policy = node.Policy,
            Inputs = inputs,
            InputIds = [.. inputs.Select(input => input.Port.Id)],
            Outputs = outputs,
            Passes = node.IsBypassed ? Bypass.Passes(inputs, outputs) : null,
            IncomingEdges = incoming?.Count ?? 0,
            Parameter = type.Binding.Parameter?.Invoke(settings),
            Result = type.Binding.Result?.Invoke(settings),
            StartsAtFirst = !node.IsBypassed && instance.IsImpatient(settings),
            HasSettingInputs = inputs.Any(input => input.Port.IsSetting),
            CacheSeed = !node.IsBypassed && !type.IsFlowInput && !type.IsFlowOutput && instance.MayCache(settings)
                ? Seed(type, type.Canonical(node.Settings))
                : null,
        };
    }

    private static int[] EdgesAt(List<int>? edges, Func<int, bool> isThere) => edges is null ? [] : [.. edges.Where(isThere)];

    private static byte[] Seed(NodeType type, JsonMembers settings) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{type.Id}/{type.Version}/{settings.ToElement().GetRawText()}"));
}
