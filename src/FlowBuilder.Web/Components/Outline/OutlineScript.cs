using FlowBuilder.Web.Components.Shared;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Outline;

/// <summary>Which view of the flow somebody works in, and how its parts share the screen (wwwroot/js/outline.js).</summary>
internal sealed class OutlineScript(IJSRuntime script)
{
    /// <summary>Whether this browser shows the outline first: as it was left, else by the width of the screen.</summary>
    public Task<bool> PrefersOutlineAsync() => script.CallAsync<bool>("outline.prefersOutline");

    /// <summary>Whether the screen is so narrow that parts of the page take turns.</summary>
    public Task<bool> IsNarrowAsync() => script.CallAsync<bool>("outline.isNarrow");

    /// <summary>Remembers the view in this browser.</summary>
    public Task RememberAsync(bool isOutline) => script.CallAsync("outline.rememberView", isOutline);

    /// <summary>Moves the focus into the settings of the selected node.</summary>
    public Task FocusPanelAsync() => script.CallAsync("outline.focusPanel");
}
