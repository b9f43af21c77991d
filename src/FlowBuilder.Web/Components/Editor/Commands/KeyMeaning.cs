namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>One key and what it means, as the browser is told (wwwroot/js/canvas/shortcuts.js).</summary>
/// <param name="Key">Modifiers and key, as in <c>Ctrl+Shift+Z</c>.</param>
/// <param name="Command">The command's id.</param>
/// <param name="IsGlobal">Whether it means that while somebody types in a field, too.</param>
internal sealed record KeyMeaning(string Key, string Command, bool IsGlobal);
