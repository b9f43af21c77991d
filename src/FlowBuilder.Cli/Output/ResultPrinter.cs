using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Cli.Output;

/// <summary>Prints a flow's results: one by itself, and piece by piece where it is a text; several under their names.</summary>
internal sealed class ResultPrinter : IRunPrinter
{
    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true, NewLine = "\n" };

    private readonly bool _asJson;
    private readonly IReadOnlyList<string> _names;
    private readonly string? _liveNode;
    private readonly HashSet<string> _livePorts;
    private bool _hasPrinted;

    private ResultPrinter(FlowContract contract, bool asJson, string? liveNode, IEnumerable<string> livePorts)
    {
        (_asJson, _liveNode) = (asJson, liveNode);
        _names = [.. contract.Results.Select(result => result.Name)];
        _livePorts = [.. livePorts];
    }

    /// <summary>The printer for a flow.</summary>
    public static ResultPrinter For(Flow flow, FlowContract contract, NodeCatalogue catalogue, bool asJson)
    {
        if (asJson || contract.Results.Length != 1) return new ResultPrinter(contract, asJson, null, []);
        var node = flow.Nodes.First(node => catalogue.Find(node.Type) is { IsFlowOutput: true });
        var ports = catalogue.Find(node.Type)!.PortsOf(node).Where(port => port.IsHidden && port.Type == PortType.Text);
        return new ResultPrinter(contract, asJson, node.Id.Value, ports.Select(port => port.Id));
    }

    public void Take(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case NodeDelta delta when delta.Node == _liveNode && _livePorts.Contains(delta.Port):
                Console.Out.Write(delta.Text);
                Console.Out.Flush();
                _hasPrinted = true;
                break;
            case RunCompleted completed:
                Print(completed.Outputs);
                break;
            case { IsFinal: true } when _hasPrinted:
                Console.Out.WriteLine();
                break;
        }
    }

    private void Print(IReadOnlyDictionary<string, JsonElement> outputs)
    {
        if (_asJson) Console.Out.WriteLine(JsonSerializer.Serialize(outputs, Indented));
        else if (_hasPrinted) Console.Out.WriteLine();
        else if (_liveNode is not null && outputs.Count == 1) Console.Out.WriteLine(TextOf(outputs.Values.First()));
        else foreach (var name in _names.Where(outputs.ContainsKey)) Console.Out.WriteLine($"{name}:\n{TextOf(outputs[name])}\n");
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, Indented);
}
