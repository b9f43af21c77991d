using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What commands act on: a window on a flow, what lies over it, and where the pointer was.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
/// <param name="bench">The window's flow.</param>
/// <param name="toasts">Shows messages.</param>
/// <param name="texts">The texts of the screens.</param>
internal sealed class EditorScreen(Workbench bench, Toasts toasts, IStringLocalizer<Texts> texts)
{
    private CommandPlace? _pointer;

    /// <summary>Raised after what lies over the editor changed.</summary>
    public event Action? Changed;

    /// <summary>Raised after another part began or ceased to be written in.</summary>
    public event Action? WritingChanged;

    /// <summary>Raised when the settings of the selected node are asked for, to be gone into by keyboard.</summary>
    public event Action? SettingsAsked;

    /// <summary>Adds a node of a type in another way than in the middle of the canvas; false where it does not just now.</summary>
    public Func<string, Task<bool>> AddsElsewhere { get; init; } = static _ => Task.FromResult(false);

    /// <summary>Whether this person may do what a role may.</summary>
    public Func<AccountRole, bool> HasRole { get; init; } = static _ => true;

    /// <summary>Leaves the editor for another page.</summary>
    public Action<string> GoesTo { get; init; } = static _ => { };

    /// <summary>Gives the person the flow's file, or a bundle with the flows that it runs.</summary>
    public Func<DownloadForm, Task> DownloadAsync { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The window's flow.</summary>
    public Workbench Bench { get; } = bench;

    /// <summary>The texts of the screens.</summary>
    public IStringLocalizer<Texts> Texts { get; } = texts;

    /// <summary>The canvas in the browser; null until it is there.</summary>
    public CanvasScript? View { get; set; }

    /// <summary>What lies over the editor, or null.</summary>
    public Overlay? Overlay { get; private set; }

    /// <summary>Whether the bar that finds nodes is there.</summary>
    public bool IsFinding { get; private set; }

    /// <summary>What the menu that is or was open last is about.</summary>
    public MenuTarget Target { get; private set; } = new(CommandTargets.Background);

    /// <summary>The node whose title, or the note whose text, is being written in its place; or null.</summary>
    public PartId? Writing { get; private set; }

    /// <summary>Whether this person may do a command at all.</summary>
    public bool Allows(EditorCommand command) => Bench.Level >= command.Needs && HasRole(command.NeedsRole);

    /// <summary>Whether a command can be done now.</summary>
    public bool Can(EditorCommand command) => Allows(command) && command.CanDo(this);

    /// <summary>Does a command, unless it cannot be done now; says so where this person may not do it.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="place">Where the pointer is; null where it plays no part.</param>
    public async Task DoAsync(string id, CommandPlace? place = null)
    {
        _pointer = place ?? _pointer;
        if (EditorCommands.Find(id) is not { } command) return;
        if (!Allows(command)) SayWhyNot(Texts["LookOnly.Refused"]);
        else if (command.CanDo(this)) await command.DoAsync(this);
    }

    /// <summary>Does a command in the middle of what is seen.</summary>
    /// <param name="id">The command's id.</param>
    public async Task DoInMiddleAsync(string id)
    {
        _pointer = null;
        await DoAsync(id);
    }

    /// <summary>Where the pointer was when the latest command was given, or else the middle of what is seen.</summary>
    public async ValueTask<CommandPlace> PlaceAsync()
    {
        if (_pointer is { } place) return place;
        return View is null ? new CommandPlace(0, 0, 0, 0) : await View.PlaceAsync();
    }

    /// <summary>Lays something over the editor, in place of what was there; null for nothing.</summary>
    public void Show(Overlay? overlay)
    {
        Overlay = overlay;
        if (overlay is Overlay.Menu menu) (Target, _pointer) = (menu.Target, menu.Place);
        Changed?.Invoke();
    }

    /// <summary>Opens or closes the bar that finds nodes.</summary>
    public void ShowFind(bool isFinding)
    {
        IsFinding = isFinding;
        Overlay = null;
        Changed?.Invoke();
    }

    /// <summary>Lets a node's title or a note's text be written in its place; null ends it.</summary>
    public void Write(PartId? part)
    {
        if (Writing == part) return;
        Writing = part;
        WritingChanged?.Invoke();
    }

    /// <summary>Selects a node and brings it into sight.</summary>
    public async Task GoToAsync(NodeId node)
    {
        Bench.Canvas.Select([PartId.Of(node)]);
        if (View is not null) await View.RevealAsync(node);
    }

    /// <summary>Adds a node in the middle of what is seen, a little aside of one that stands there, and selects it.</summary>
    public async Task AddInMiddleAsync(string type)
    {
        if (await AddsElsewhere(type)) return;
        var middle = View is null ? new CommandPlace(0, 0, 0, 0) : await View.PlaceAsync();
        var place = middle.Snapped(-NodeGeometry.MinWidth / 2.0, -NodeGeometry.HeaderHeight);
        var taken = Bench.Session.Flow.Nodes.Select(node => node.Position).ToList();
        while (taken.Exists(other => Math.Abs(other.X - place.X) < 24 && Math.Abs(other.Y - place.Y) < 24))
            place = CanvasPoint.From(place.X + 40, place.Y + 40);
        if (Bench.Editor.AddNode(type, place) is { } id) Bench.Canvas.Select([PartId.Of(id)]);
    }

    /// <summary>Asks for the settings of the selected node.</summary>
    public void AskSettings() => SettingsAsked?.Invoke();

    /// <summary>Selects what was just made.</summary>
    public void SelectNew(IReadOnlyCollection<PartId> ids)
    {
        if (ids.Count > 0) Bench.Canvas.Select(ids);
    }

    /// <summary>Says something for a few seconds.</summary>
    public void Say(Toast toast) => toasts.Show(toast);

    /// <summary>Says why something was not done; null says nothing.</summary>
    public void SayWhyNot(object? reason)
    {
        if (reason?.ToString() is { Length: > 0 } text) toasts.Show(new Toast(text, IsProblem: true));
    }
}
