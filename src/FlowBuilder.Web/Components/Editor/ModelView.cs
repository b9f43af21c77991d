using FlowBuilder.Web.Editing.Canvas;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>A component that shows one model and is drawn again only when that model has changed.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class ModelView<TModel> : ComponentBase, IDisposable
    where TModel : ViewModel
{
    private TModel? _heard;
    private int _drawn;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired] public required TModel Model { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_heard is not null) _heard.Changed -= StateHasChanged;
        OnGone();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when the component goes.</summary>
    protected virtual void OnGone()
    {
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_heard, Model)) return;
        if (_heard is not null) _heard.Changed -= StateHasChanged;
        _heard = Model;
        _drawn = 0;
        Model.Changed += StateHasChanged;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        if (_drawn == Model.Version) return false;
        _drawn = Model.Version;
        return true;
    }
}
