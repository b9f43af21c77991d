using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>Calls of the browser in the name of a component that may be gone before they are made.</summary>
/// <remarks>A script is loaded when it is first needed. Whoever leaves the page meanwhile leaves a receiver behind that nobody can call.</remarks>
internal static class ScriptCalls
{
    /// <summary>Calls a function, unless its receiver is gone.</summary>
    public static async Task InvokeUnlessGoneAsync(this IJSObjectReference module, string function, params object?[] arguments)
    {
        try
        {
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (ObjectDisposedException)
        {
            // The receiver is gone: there is nothing to listen to.
        }
    }

    /// <summary>Calls a function that gives something to hold; null where its receiver is gone.</summary>
    public static async Task<IJSObjectReference?> MountUnlessGoneAsync(this IJSObjectReference module, string function, params object?[] arguments)
    {
        try
        {
            return await module.InvokeAsync<IJSObjectReference?>(function, arguments);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }
}
