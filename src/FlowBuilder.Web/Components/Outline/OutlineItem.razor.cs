using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FlowBuilder.Web.Components.Outline;

/// <summary>A node as one line of the outline; the selected one is open and shows what can be done with it.</summary>
public sealed partial class OutlineItem
{
    private NodeModel? _heard;
    private ElementReference _name;
    private bool _renaming;
    private bool _focusName;
    private string? _typed;

    /// <summary>The node.</summary>
    [Parameter, EditorRequired] public required NodeModel Model { get; set; }

    /// <summary>Its place in the running order, from 1.</summary>
    [Parameter] public int Number { get; set; }

    /// <summary>Called with what should be done with the node.</summary>
    [Parameter] public EventCallback<(NodeModel Node, string Name)> OnAct { get; set; }

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    private string About => $"about-{Model.Node.Id}";

    private string TypeTitle => Model.Type?.Title.ToString() ?? Model.Node.Type;

    private string Status => (Model.Run?.Status ?? NodeStatus.Pending).ToString().ToLowerInvariant();

    private string StateClass => Model.Run?.Status switch
    {
        NodeStatus.Running or NodeStatus.Waiting => "running",
        NodeStatus.Failed => "failed",
        NodeStatus.Skipped => "skipped",
        _ => "",
    };

    // Question · text → prompt
    private IEnumerable<string> Sources => Bench.Session.Flow.Edges.Where(edge => edge.To.Node == Model.Node.Id)
        .Select(edge => L["Outline.Source", Title(edge.From.Node), Label(edge.From, PortDirection.Output), Label(edge.To, PortDirection.Input)].Value);

    private string Targets => string.Join(", ", Bench.Session.Flow.Edges.Where(edge => edge.From.Node == Model.Node.Id).Select(edge => Title(edge.To.Node)).Distinct());

    /// <summary>Lets the title be typed in place.</summary>
    public void BeginRename()
    {
        (_renaming, _focusName, _typed) = (true, true, null);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_heard is not null) _heard.Changed -= StateHasChanged;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_heard, Model)) return;
        if (_heard is not null) _heard.Changed -= StateHasChanged;
        _heard = Model;
        Model.Changed += StateHasChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focusName) return;
        _focusName = false;
        await Script.WriteAsync(_name);
    }

    private void Toggle() => Bench.Canvas.Select(Model.IsSelected ? [] : [Model.Id]);

    private Task ActAsync(string name) => OnAct.InvokeAsync((Model, name));

    private async Task OnNameKeyAsync(KeyboardEventArgs key)
    {
        if (key.IsComposing) return;
        if (key.Key is "Enter" or "Escape") await RenameAsync(keep: key.Key == "Enter");
    }

    private async Task RenameAsync(bool keep)
    {
        if (!_renaming) return;
        _renaming = false;
        if (keep && _typed is { } title) Bench.Editor.SetTitle(Model.Node.Id, title.Trim());
        await ActAsync("renamed");
    }

    private string Title(NodeId node) => Bench.Canvas.Find(node)?.Title ?? node.Value;

    private string Label(PortAddress port, PortDirection direction) =>
        Bench.Canvas.Find(port.Node)?.Ports.FirstOrDefault(other => other.Id == port.Port && other.Direction == direction)?.Label.ToString() ?? port.Port;
}
