using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>What listens in the browser for a component, until the component goes.</summary>
/// <remarks>
/// A component may be gone before its script is there: what comes then is ended at once. Where nothing listens, calls do
/// nothing and answer with a type's default.
/// </remarks>
internal sealed class MountedScript : IAsyncDisposable
{
    private IJSObjectReference? _mounted;
    private object?[] _arguments = [];
    private bool _isGone;

    /// <summary>Whether it listens.</summary>
    public bool Listens => _mounted is not null && !_isGone;

    /// <summary>Begins to listen to an element, which then says so: <c>data-listens</c>.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="function">The function that listens (see <see cref="ScriptCalls"/>); gives an object with <c>dispose</c> and what else can be called.</param>
    /// <param name="root">The element.</param>
    /// <param name="arguments">What else the function takes; a <see cref="DotNetObjectReference"/> among it goes with this.</param>
    public async Task MountAsync(IJSRuntime script, string function, ElementReference root, params object?[] arguments)
    {
        _arguments = arguments;
        _mounted = await script.InvokeAsync<IJSObjectReference>("FlowBuilder.mount", [function, root, .. arguments]);
        if (_isGone) await DisposeAsync();
    }

    /// <summary>Calls a function of what listens.</summary>
    public Task CallAsync(string function, params object?[] arguments) => CallAsync(function, arguments, CancellationToken.None);

    /// <summary>Calls a function of what listens, and waits no longer than it is wanted.</summary>
    public async Task CallAsync(string function, object?[] arguments, CancellationToken cancellationToken)
    {
        if (Listens) await _mounted!.InvokeVoidAsync(function, cancellationToken, arguments);
    }

    /// <summary>Calls a function of what listens, and gives what it answers.</summary>
    public async Task<T?> CallAsync<T>(string function, params object?[] arguments) =>
        Listens ? await _mounted!.InvokeAsync<T>(function, arguments) : default;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        try
        {
            if (_mounted is not null)
            {
                await _mounted.InvokeVoidAsync("dispose");
                await _mounted.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what listened with it.
        }

        foreach (var receiver in _arguments.OfType<IDisposable>()) receiver.Dispose();
    }
}
