using System.Text;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Clipboard;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor;

/// <content>Commands given on the canvas: by key, by menu, by dropping a wire, by the clipboard.</content>
public sealed partial class FlowCanvas
{
    [CascadingParameter] private EditorScreen Screen { get; set; } = null!;

    [Inject] private FlowFormat Format { get; set; } = null!;

    [Inject] private FlowFiles Files { get; set; } = null!;

    [Inject] private PaletteMemory Memory { get; set; } = null!;

    /// <summary>Does a command.</summary>
    /// <param name="name">The command's id.</param>
    /// <param name="place">Where the pointer is.</param>
    [JSInvokable]
    public Task Command(string name, CommandPlace place) => Screen.DoAsync(name, place);

    /// <summary>Opens a context menu.</summary>
    /// <param name="kind">What it is on.</param>
    /// <param name="port">The port, where it is on one.</param>
    /// <param name="isOutput">Whether wires begin at the port.</param>
    /// <param name="place">Where it opens.</param>
    [JSInvokable]
    public void Menu(string kind, string? port, bool isOutput, CommandPlace place)
    {
        if (!Enum.TryParse<CommandTargets>(kind, out var target)) return;
        if (target == CommandTargets.Background) Bench.Canvas.Select([]);
        Screen.Show(new Overlay.Menu(place, new MenuTarget(target, PortAddress.TryParse(port, out var address) ? address : null, isOutput)));
    }

    /// <summary>Offers the nodes that fit a wire which was dropped on nothing.</summary>
    /// <param name="port">The port at the wire's other end.</param>
    /// <param name="isOutput">Whether the wire begins there.</param>
    /// <param name="place">Where it was dropped.</param>
    [JSInvokable]
    public void Offer(string port, bool isOutput, CommandPlace place)
    {
        if (PortAddress.TryParse(port, out var address)) Screen.Show(new Overlay.QuickAdd(place, address, isOutput));
    }

    /// <summary>Makes a note larger or smaller.</summary>
    [JSInvokable]
    public void ResizeNote(string id, double width, double height)
    {
        var size = CanvasPoint.From(width, height);
        Bench.Editor.ResizeNote(new PartId(id).Note, new CanvasSize(Math.Max(size.X, 1), Math.Max(size.Y, 1)));
    }

    /// <summary>What is selected, as the text of a flow file; empty where nothing is.</summary>
    [JSInvokable]
    public string CopyText() =>
        EditCommands.HasParts(Screen) ? Encoding.UTF8.GetString(Format.Write(Bench.Session.Flow.Fragment(Bench.Canvas.Selection))) : "";

    /// <summary>Says that what was selected is on the clipboard, or that the browser did not allow it.</summary>
    [JSInvokable]
    public void Copied(bool isWritten, bool isCut)
    {
        var parts = Bench.Canvas.Selection;
        if (!isWritten)
        {
            Screen.SayWhyNot(L["Copy.NotAllowed"]);
            return;
        }

        if (isCut) Bench.Editor.Delete(parts);
        Screen.Say(new Toast(L[parts.Count == 1 ? "Copied.One" : "Copied.Many", parts.Count]));
    }

    /// <summary>Adds the nodes, wires and notes of a text, or says what is wrong with it.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="place">Where they go.</param>
    [JSInvokable]
    public async Task Paste(IJSStreamReference text, CommandPlace place)
    {
        using var content = new MemoryStream();
        await using (text)
        await using (var stream = await text.OpenReadStreamAsync(FlowLimits.FileBytes)) await stream.CopyToAsync(content);
        var pasted = PastedFlow.Read(Encoding.UTF8.GetString(content.ToArray()), Files);
        if (pasted.Flow is not { } flow)
        {
            Screen.SayWhyNot(pasted.OtherProblems == 0 ? pasted.Problem : L["Run.Problems", pasted.Problem!, pasted.OtherProblems]);
            return;
        }

        var isImport = Bench.Session.Flow.PartCount() == 0;
        var (right, down) = isImport ? (0, 0) : flow.WayTo(place.Point, Bench.Session.Flow);
        Screen.SelectNew(Bench.Editor.Insert(flow, right, down));
        if (isImport) await _script.FitAsync();
    }

    /// <summary>Says that a text is too large to be a flow.</summary>
    [JSInvokable]
    public void PasteTooLarge(double bytes) =>
        Screen.SayWhyNot(L["Paste.TooLarge", Display.Bytes((long)bytes), Display.Bytes(FlowLimits.FileBytes)]);

    private static string KeyText(string command) => EditorCommands.Find(command)!.Keys[0];
}
