using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>An edge as the canvas draws it.</summary>
/// <param name="edge">The edge of the document.</param>
public sealed class WireModel(FlowEdge edge) : ViewModel
{
    /// <summary>The edge of the document.</summary>
    public FlowEdge Edge { get; } = edge;

    /// <summary>What goes through it: the type of the port it begins at.</summary>
    public PortType Type { get; private set; } = PortType.Any;

    /// <summary>Where it begins, in canvas pixels.</summary>
    public (double X, double Y) From { get; private set; }

    /// <summary>Where it ends, in canvas pixels.</summary>
    public (double X, double Y) To { get; private set; }

    /// <summary>Whether it is selected.</summary>
    public bool IsSelected { get; private set; }

    /// <summary>Whether something is going through it now.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Whether nothing went through it, because of where the run went.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Whether a value has gone through it.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Takes its place from the nodes at its ends.</summary>
    public void Place(NodeModel source, NodeModel target)
    {
        var fromRow = source.RowOf(Edge.From.Port, PortDirection.Output);
        var from = NodeGeometry.OutputAt(source.Node.Position, source.Width, fromRow);
        var to = NodeGeometry.InputAt(target.Node.Position, target.RowOf(Edge.To.Port, PortDirection.Input));
        var type = fromRow < 0 ? PortType.Any : source.Outputs.ElementAt(fromRow).Type;
        if (from == From && to == To && type == Type) return;
        (From, To, Type) = (from, to, type);
        Touch();
    }

    /// <summary>Selects it, or not.</summary>
    public void ShowSelected(bool isSelected)
    {
        if (IsSelected == isSelected) return;
        IsSelected = isSelected;
        Touch();
    }

    /// <summary>Shows what a run does with it.</summary>
    /// <param name="source">What the run tells of the node that it begins at.</param>
    /// <param name="target">What the run tells of the node that it ends at.</param>
    public void ShowRun(NodeRunSnapshot? source, NodeRunSnapshot? target)
    {
        // A node that was bypassed is skipped and gives all the same.
        var gave = source is not null && source.Outputs.Any(output => output.Key == Edge.From.Port);
        var dead = source?.Status is NodeStatus.Skipped or NodeStatus.Completed && !gave;
        var live = !dead && target?.Status == NodeStatus.Running;
        var passed = gave && target?.Status is NodeStatus.Completed or NodeStatus.Failed;
        if (live == IsLive && dead == IsDead && passed == HasPassed) return;
        (IsLive, IsDead, HasPassed) = (live, dead, passed);
        Touch();
    }
}
