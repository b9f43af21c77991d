using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>A node on the canvas: what it is, its ports, what matters of its settings, and what a run makes of it.</summary>
public partial class NodeCard
{
    private PortSpec[] _inputs = [];
    private PortSpec[] _outputs = [];
    private NodeModel? _read;

    private int Rows => Math.Max(_inputs.Length, _outputs.Length);

    private string Status => (Model.Run?.Status ?? NodeStatus.Pending).ToString().ToLowerInvariant();

    private string StateClass => Model.Run?.Status switch
    {
        NodeStatus.Running or NodeStatus.Waiting => "running",
        NodeStatus.Failed => "failed",
        NodeStatus.Skipped => "skipped",
        _ => "",
    };

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        if (!base.ShouldRender()) return false;
        (_inputs, _outputs) = ([.. Model.Inputs], [.. Model.Outputs]);
        return true;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (ReferenceEquals(_read, Model)) return;
        _read = Model;
        (_inputs, _outputs) = ([.. Model.Inputs], [.. Model.Outputs]);
    }
}
