using System.Text.Json;
using FlowBuilder.Web.Components.Shared;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What a browser remembers of the palette: favourites, what was added last, what is folded.</summary>
/// <param name="script">Speaks with the browser.</param>
internal sealed class PaletteMemory(IJSRuntime script)
{
    private const string Key = "palette";
    private const int MostRecent = 5;

    private PaletteState _state = new([], [], [], false);
    private Task? _loading;

    /// <summary>Raised after something of it changed.</summary>
    public event Action? Changed;

    /// <summary>The ids of favourite node types, the first made first.</summary>
    public IReadOnlyList<string> Favourites => _state.Favourites;

    /// <summary>The ids of the node types that were added last, the latest first.</summary>
    public IReadOnlyList<string> Recent => _state.Recent;

    /// <summary>Whether the palette is folded to a strip.</summary>
    public bool IsCollapsed => _state.IsCollapsed;

    /// <summary>Whether a group is folded to its heading.</summary>
    public bool IsFolded(string group) => _state.Folded.Contains(group);

    /// <summary>Reads what the browser remembers, once.</summary>
    public Task LoadAsync() => _loading ??= ReadAsync();

    /// <summary>Makes a node type a favourite, or no longer.</summary>
    public Task ToggleFavouriteAsync(string type) => KeepAsync(_state with { Favourites = Toggled(_state.Favourites, type) });

    /// <summary>Folds a group, or unfolds it.</summary>
    public Task ToggleGroupAsync(string group) => KeepAsync(_state with { Folded = Toggled(_state.Folded, group) });

    /// <summary>Folds the palette, or unfolds it.</summary>
    public Task ToggleAsync() => KeepAsync(_state with { IsCollapsed = !_state.IsCollapsed });

    /// <summary>Says that a node of a type was added.</summary>
    public Task UsedAsync(string type) =>
        KeepAsync(_state with { Recent = [type, .. _state.Recent.Where(other => other != type).Take(MostRecent - 1)] });

    private static string[] Toggled(string[] list, string item) =>
        list.Contains(item) ? [.. list.Where(other => other != item)] : [.. list, item];

    private async Task ReadAsync()
    {
        try
        {
            if (await script.CallAsync<string?>("lists.recall", Key) is { } json && JsonSerializer.Deserialize<PaletteState>(json) is { Favourites: not null, Recent: not null, Folded: not null } state)
                _state = state;
        }
        catch (JsonException)
        {
            // What another program left under this key is no palette.
        }

        Changed?.Invoke();
    }

    private async Task KeepAsync(PaletteState state)
    {
        await LoadAsync();
        _state = state;
        Changed?.Invoke();
        await script.CallAsync("lists.remember", Key, JsonSerializer.Serialize(state));
    }

    private sealed record PaletteState(string[] Favourites, string[] Recent, string[] Folded, bool IsCollapsed);
}
