using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>Calls of the scripts in wwwroot/js, each function by its module and its name: <c>page.setTheme</c> (see scripts.js).</summary>
internal static class ScriptCalls
{
    /// <summary>Calls a function.</summary>
    public static async Task CallAsync(this IJSRuntime script, string function, params object?[] arguments) =>
        await script.InvokeVoidAsync("FlowBuilder.call", [function, .. arguments]);

    /// <summary>Calls a function and gives what it answers.</summary>
    public static async Task<T> CallAsync<T>(this IJSRuntime script, string function, params object?[] arguments) =>
        await script.InvokeAsync<T>("FlowBuilder.call", [function, .. arguments]);

    /// <summary>Lets a function listen to an element as long as there is the element, which then says so: <c>data-listens</c>.</summary>
    /// <seealso cref="MountedScript"/>
    public static async Task ListenAsync(this IJSRuntime script, string function, ElementReference root, params object?[] arguments) =>
        await script.InvokeVoidAsync("FlowBuilder.mount", [function, root, .. arguments]);
}
