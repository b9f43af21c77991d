using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing.Outline;

/// <summary>Finds what fits: the ports that a wire from or to a port may be drawn to, the best first.</summary>
/// <param name="bench">The window on the flow.</param>
internal sealed class WireChoices(Workbench bench)
{
    private readonly WireRules _rules = new(bench.Catalogue);

    private Flow Flow => bench.Session.Flow;

    /// <summary>The outputs that an input may take from.</summary>
    public IReadOnlyList<WireChoice> Sources(NodeModel target, PortSpec input)
    {
        var to = new PortAddress(target.Node.Id, input.Id);
        var replaces = !input.IsList && target.WiredInputs.Contains(input.Id);
        return
        [
            .. Ordered().Where(node => node != target)
                .SelectMany(node => node.Outputs, (node, output) => new WireChoice(node, output, replaces))
                .Where(choice => EdgeRules.Fits(choice.Port.Type, input.Type) && Allows(new PortAddress(choice.Node.Node.Id, choice.Port.Id), to))
                .OrderBy(choice => choice.Port.Type == input.Type ? 0 : 1),
        ];
    }

    /// <summary>The inputs that an output may go to; those that would give up a wire last.</summary>
    public IReadOnlyList<WireChoice> Targets(NodeModel source, PortSpec output)
    {
        var from = new PortAddress(source.Node.Id, output.Id);
        return
        [
            .. Ordered().Where(node => node != source)
                .SelectMany(node => node.Inputs, (node, input) => new WireChoice(node, input, !input.IsList && node.WiredInputs.Contains(input.Id)))
                .Where(choice => EdgeRules.Fits(output.Type, choice.Port.Type) && Allows(from, new PortAddress(choice.Node.Node.Id, choice.Port.Id)))
                .OrderBy(choice => choice.Replaces ? 1 : 0).ThenBy(choice => choice.Port.IsRequired ? 0 : 1).ThenBy(choice => choice.Port.Type == output.Type ? 0 : 1),
        ];
    }

    /// <summary>The wire that goes without saying when one node is put behind another: best output to best free input; or null.</summary>
    /// <param name="source">The ports of the node that gives.</param>
    /// <param name="target">The ports of the node that takes.</param>
    /// <param name="isTaken">Whether an input has a wire already.</param>
    public static (string Output, string Input)? Natural(IEnumerable<PortSpec> source, IEnumerable<PortSpec> target, Func<PortSpec, bool> isTaken)
    {
        var inputs = target.Where(port => port.Direction == PortDirection.Input && !port.IsSetting && !isTaken(port)).ToList();
        return source.Where(port => port.Direction == PortDirection.Output && !port.IsHidden)
            .SelectMany((output, place) => inputs.Where(input => EdgeRules.Fits(output.Type, input.Type)).Select((input, row) => (output, input, place, row)))
            .OrderBy(pair => pair.place).ThenBy(pair => pair.input.IsRequired ? 0 : 1).ThenBy(pair => pair.output.Type == pair.input.Type ? 0 : 1).ThenBy(pair => pair.row)
            .Select(pair => ((string, string)?)(pair.output.Id, pair.input.Id))
            .FirstOrDefault();
    }

    private IEnumerable<NodeModel> Ordered() => RunningOrder.Of(Flow).Select(bench.Canvas.Find).OfType<NodeModel>();

    private bool Allows(PortAddress from, PortAddress to)
    {
        var flow = Flow;
        if (flow.Edges.Any(edge => edge.From == from && edge.To == to)) return false;
        if (!_rules.TakesSeveral(flow, to)) flow = new RemoveParts { Edges = [.. flow.Edges.Where(edge => edge.To == to).Select(edge => (edge.From, edge.To))] }.Apply(flow);
        return _rules.Refuse(flow, from, to) is null;
    }
}
