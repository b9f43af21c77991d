using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>Shows nothing; while it renders, all cards and wires that have changed ask to be drawn, and so go out as one batch.</summary>
/// <remarks>The renderer gathers what asks during a batch, and sends a batch for each that asks outside of one.</remarks>
public sealed class RedrawTurn : ComponentBase
{
    /// <summary>Lets all that has changed ask.</summary>
    [Parameter, EditorRequired] public required Action Ask { get; set; }

    /// <summary>Begins a batch.</summary>
    public void Begin() => StateHasChanged();

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => Ask();
}
