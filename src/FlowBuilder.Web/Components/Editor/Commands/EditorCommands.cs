using System.Collections.Immutable;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>Every command of the editor, in the order in which lists and menus show them.</summary>
internal static class EditorCommands
{
    /// <summary>The commands.</summary>
    public static readonly ImmutableArray<EditorCommand> All =
    [
        .. AddCommands.All,
        .. NoteCommands.All,
        .. EditCommands.All,
        .. KeyboardCommands.All,
        .. ArrangeCommands.All,
        .. GraphCommands.All,
        .. RunCommands.All,
        .. FindCommands.All,
        .. ViewCommands.All,
        .. ShareCommands.All,
    ];

    private static readonly Dictionary<string, EditorCommand> ById = All.ToDictionary(command => command.Id, StringComparer.Ordinal);

    /// <summary>What the browser has to know: which keys mean what, and which of them also while typing.</summary>
    public static IReadOnlyList<KeyMeaning> Keys { get; } =
    [
        .. from command in All
           where !command.IsNative
           from key in command.Keys
           select new KeyMeaning(key, command.Id, command.IsGlobal),
    ];

    /// <summary>The command of that id, or null.</summary>
    public static EditorCommand? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The commands of a context menu.</summary>
    public static IEnumerable<EditorCommand> For(CommandTargets target) => All.Where(command => command.Menus.HasFlag(target));
}
