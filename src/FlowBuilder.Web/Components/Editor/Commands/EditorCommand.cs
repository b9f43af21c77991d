using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>
/// Something a person can do in the editor. Shortcuts, their sheet, the command palette and the context menus are all made
/// from the list of these; its name in each language is the text <c>Command.</c> and the id.
/// </summary>
internal sealed class EditorCommand
{
    /// <summary>Its id, in camel case.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required CommandGroup Group { get; init; }

    /// <summary>The name of its icon.</summary>
    public required string Icon { get; init; }

    /// <summary>
    /// The keys that mean it, the one to show first: modifiers in the order <c>Ctrl+Shift+</c>, then the key as the browser
    /// names it. Ctrl stands for the command key on a Mac.
    /// </summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The row of the sheet of shortcuts that it shares with its like; empty for a row of its own.</summary>
    public string Row { get; init; } = "";

    /// <summary>Whether its keys mean it while somebody types in a field, too.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Whether the browser itself understands its keys: cut, copy and paste.</summary>
    public bool IsNative { get; init; }

    /// <summary>Whether it takes something away.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>Whether menus show it as a picture in a row of such.</summary>
    public bool IsTile { get; init; }

    /// <summary>Whether the command palette offers it.</summary>
    public bool IsInPalette { get; init; } = true;

    /// <summary>The context menus that hold it.</summary>
    public CommandTargets Menus { get; init; }

    /// <summary>What a person must at least be allowed to do to the flow.</summary>
    public AccessLevel Needs { get; init; } = AccessLevel.Edit;

    /// <summary>The least role of those who may do it, where it is not about this flow alone.</summary>
    public AccountRole NeedsRole { get; init; }

    /// <summary>Whether it can be done now, by somebody who may.</summary>
    public Func<EditorScreen, bool> CanDo { get; init; } = static _ => true;

    /// <summary>Does it.</summary>
    public required Func<EditorScreen, Task> DoAsync { get; init; }

    /// <summary>Makes a command's work of something that is done at once.</summary>
    public static Func<EditorScreen, Task> AtOnce(Action<EditorScreen> act) => screen =>
    {
        act(screen);
        return Task.CompletedTask;
    };
}
