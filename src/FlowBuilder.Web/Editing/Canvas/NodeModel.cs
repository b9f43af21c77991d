using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>A node as its card shows it.</summary>
public sealed class NodeModel : ViewModel
{
    private const int UsualBody = 51;

    /// <summary>Begins to show a node.</summary>
    public NodeModel(FlowNode node, NodeType? type, ImmutableArray<PortSpec> ports)
    {
        (Node, Type, Ports) = (node, type, ports);
        Measure();
    }

    /// <summary>The node as the document has it.</summary>
    public FlowNode Node { get; private set; }

    /// <summary>Its type, or null for one that this program does not know.</summary>
    public NodeType? Type { get; private set; }

    /// <summary>Its ports; those of an unknown type are what its wires name.</summary>
    public ImmutableArray<PortSpec> Ports { get; private set; }

    /// <summary>The inputs that its card shows, top to bottom: a setting is one only where it is wired or was asked for.</summary>
    public IEnumerable<PortSpec> Inputs => Ports.Where(port =>
        port.Direction == PortDirection.Input
        && (!port.IsSetting || WiredInputs.Contains(port.Id) || Node.Promoted.Contains(port.Id)));

    /// <summary>The outputs that wires may begin at, top to bottom.</summary>
    public IEnumerable<PortSpec> Outputs => Ports.Where(port => port.Direction == PortDirection.Output && !port.IsHidden);

    /// <summary>How wide its card is, in canvas pixels.</summary>
    public int Width { get; private set; }

    /// <summary>How high its card is about, in canvas pixels: as high as its ports, and some lines of settings.</summary>
    public int Height { get; private set; }

    /// <summary>Its id on the canvas.</summary>
    public PartId Id => PartId.Of(Node.Id);

    /// <summary>The name it was given, or else its type's.</summary>
    public string Title => Node.Title.Length > 0 ? Node.Title : (Type?.Title ?? LocalText.Verbatim(Node.Type)).ToString();

    /// <summary>The inputs that have a wire.</summary>
    public ImmutableHashSet<string> WiredInputs { get; private set; } = [];

    /// <summary>What stands in the way of running it.</summary>
    public ImmutableArray<FlowDiagnostic> Problems { get; private set; } = [];

    /// <summary>Whether it is selected.</summary>
    public bool IsSelected { get; private set; }

    /// <summary>What the latest run tells of it, or null.</summary>
    public NodeRunSnapshot? Run { get; private set; }

    /// <summary>The steps that it told in the latest run, in the order in which they began.</summary>
    public IReadOnlyList<KeyValuePair<string, NodeRunSnapshot>> Steps { get; private set; } = [];

    /// <summary>What is pinned for it, or null.</summary>
    public Pin? Pin { get; private set; }

    /// <summary>Whether it runs, or waits for a person.</summary>
    public bool IsRunning => Run?.Status is NodeStatus.Running or NodeStatus.Waiting;

    /// <summary>Whether the latest run failed at it.</summary>
    public bool IsFailed => Run?.Status is NodeStatus.Failed;

    /// <summary>Takes the node's state from the document.</summary>
    public void Update(FlowNode node, NodeType? type, ImmutableArray<PortSpec> ports, ImmutableHashSet<string> wiredInputs)
    {
        var same = ReferenceEquals(Node, node) && ReferenceEquals(Type, type)
            && Ports.SequenceEqual(ports) && WiredInputs.SetEquals(wiredInputs);
        (Node, Type, Ports, WiredInputs) = (node, type, ports, wiredInputs);
        Measure();
        if (!same) Touch();
    }

    /// <summary>Takes what compiling said of it.</summary>
    public void ShowProblems(ImmutableArray<FlowDiagnostic> problems)
    {
        if (Problems.SequenceEqual(problems)) return;
        Problems = problems;
        Touch();
    }

    /// <summary>Selects it, or not.</summary>
    public void ShowSelected(bool isSelected)
    {
        if (IsSelected == isSelected) return;
        IsSelected = isSelected;
        Touch();
    }

    /// <summary>Takes what a run tells of it.</summary>
    /// <param name="run">How far it is, or null.</param>
    /// <param name="steps">The steps that it told, in the order in which they began.</param>
    public void ShowRun(NodeRunSnapshot? run, IReadOnlyList<KeyValuePair<string, NodeRunSnapshot>> steps)
    {
        if (ReferenceEquals(Run, run) && Same(Steps, steps)) return;
        (Run, Steps) = (run, steps);
        Touch();
    }

    /// <summary>Takes what is pinned for it, or null.</summary>
    public void ShowPin(Pin? pin)
    {
        if (ReferenceEquals(Pin, pin)) return;
        Pin = pin;
        Touch();
    }

    /// <summary>Lets time be seen to pass while it runs.</summary>
    public void Tick()
    {
        if (Run?.Status == NodeStatus.Running) Touch();
    }

    /// <summary>The row of a port on its side, from 0; -1 for one that the node does not have.</summary>
    public int RowOf(string port, PortDirection direction)
    {
        var row = 0;
        foreach (var other in direction == PortDirection.Input ? Inputs : Outputs)
        {
            if (other.Id == port) return row;
            row++;
        }

        return -1;
    }

    private static bool Same(IReadOnlyList<KeyValuePair<string, NodeRunSnapshot>> left, IReadOnlyList<KeyValuePair<string, NodeRunSnapshot>> right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!ReferenceEquals(left[i].Value, right[i].Value)) return false;
        }

        return true;
    }

    private void Measure() => (Width, Height) =
        (NodeGeometry.WidthOf(Title), NodeGeometry.HeightOf(Math.Max(Inputs.Count(), Outputs.Count())) + UsualBody);
}
