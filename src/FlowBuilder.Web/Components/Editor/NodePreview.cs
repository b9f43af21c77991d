using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>The few lines of its output that a card shows.</summary>
/// <param name="Text">The lines.</param>
/// <param name="IsLive">Whether more is coming: the last lines are shown then, else the first.</param>
internal sealed record NodePreview(string Text, bool IsLive)
{
    // A little more than the four lines of a card hold.
    private const int Most = 260;

    /// <summary>What a run has brought so far, or null where there is nothing to show.</summary>
    public static NodePreview? Of(NodeModel model)
    {
        if (model.Run is not { } run) return null;
        foreach (var (_, pieces) in run.Live)
        {
            if (pieces.Count > 0) return new NodePreview(Tail(pieces), run.Status == NodeStatus.Running);
        }

        // What others may call is given before the work begins, and says nothing of how far it is.
        return MainOutput(model) is { } value && !(value is ToolValue && run.Status == NodeStatus.Running) && Describe(value) is { Length: > 0 } text
            ? new NodePreview(Head(text), IsLive: false)
            : null;
    }

    /// <summary>The value of the first port, in the order of their declaration, that gave one; or null.</summary>
    public static object? MainOutput(NodeModel model)
    {
        if (model.Run is not { Outputs: { IsDefaultOrEmpty: false } outputs }) return null;
        foreach (var port in model.Ports.Where(port => port.Direction == PortDirection.Output))
        {
            foreach (var (id, value) in outputs)
            {
                if (id == port.Id) return value.Value;
            }
        }

        return outputs[0].Value.Value;
    }

    /// <summary>A value in a few words or lines.</summary>
    public static string Describe(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        double number => number.ToString("0.######", CultureInfo.CurrentCulture),
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(),
        Message message => message.Text,
        MessageList messages => string.Join('\n', messages.Select(message => message.Text)),
        DocumentList documents => string.Join('\n', documents.Take(4).Select((document, index) => $"{index + 1}. {FirstLine(document.Text)}")),
        FileValue file => file.Name,
        ImageValue image => image.MediaType,
        ToolValue tool => tool.Function.Name,
        ToolSet set => string.Join('\n', set.Tools.Select(tool => tool.Function.Name)),
        Vector vector => string.Create(CultureInfo.CurrentCulture, $"[{vector.Components.Length}]"),
        _ => PortValueJson.Write(value).GetRawText(),
    };

    // A heading says less of a passage than the sentence below it.
    private static string FirstLine(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(line => !line.StartsWith('#')) ?? lines.FirstOrDefault() ?? "";
    }

    private static string Head(string text) => text.Length <= Most ? text : text[..Cut(text, Most)] + "…";

    private static string Tail(ImmutableList<string> pieces)
    {
        var first = pieces.Count;
        var length = 0;
        while (first > 0 && length < Most) length += pieces[--first].Length;
        var tail = new StringBuilder(length);
        for (var i = first; i < pieces.Count; i++) tail.Append(pieces[i]);
        if (first == 0 && tail.Length <= Most) return tail.ToString();
        var text = tail.ToString();
        return "…" + text[Cut(text, Math.Max(0, text.Length - Most))..];
    }

    // Never between the halves of a surrogate pair.
    private static int Cut(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
