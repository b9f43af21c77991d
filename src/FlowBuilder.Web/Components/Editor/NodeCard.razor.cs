using System.Globalization;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Components.Shared;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>A node on the canvas: what it is, its ports, what matters of its settings, and what a run makes of it.</summary>
public partial class NodeCard
{
    private PortSpec[] _inputs = [];
    private PortSpec[] _outputs = [];

    private int Rows => Math.Max(_inputs.Length, _outputs.Length);

    private string Status => (Model.Run?.Status ?? NodeStatus.Pending).ToString().ToLowerInvariant();

    private string StateClass => Model.Run?.Status switch
    {
        NodeStatus.Running or NodeStatus.Waiting => "running",
        NodeStatus.Failed => "failed",
        NodeStatus.Skipped => "skipped",
        _ => "",
    };

    private IReadOnlyList<string> Foot
    {
        get
        {
            var foot = new List<string>();
            if (Model.Run is not { } run) return foot;
            if (run.Usage is { } usage)
            {
                foot.Add(L["Node.Tokens", (usage.InputTokens + usage.OutputTokens).ToString("N0", CultureInfo.CurrentCulture)]);
                if (usage.Cost is { } cost && cost > 0) foot.Add(Display.Cost(cost));
            }

            if (NodePreview.MainOutput(Model) is DocumentList { Count: > 0 } documents)
            {
                foot.Add(documents.Count == 1 ? L["Node.Document"] : L["Node.Documents", documents.Count]);
                if (documents.Max(document => document.Score) is { } best) foot.Add(L["Node.BestScore", best.ToString("0.00", CultureInfo.CurrentCulture)]);
            }

            if (run.Cached) foot.Add(L["Node.Cached"]);
            if (run is { Status: NodeStatus.Running, FailedTries: > 0, Reason: { } reason }) foot.Add(L["Node.Retrying", run.FailedTries + 1, reason]);
            return foot;
        }
    }

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
        (_inputs, _outputs) = ([.. Model.Inputs], [.. Model.Outputs]);
    }
}
