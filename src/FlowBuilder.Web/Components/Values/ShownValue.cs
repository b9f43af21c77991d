using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Components.Editor;

namespace FlowBuilder.Web.Components.Values;

/// <summary>A value with the ways in which it can be shown, the best one first.</summary>
internal sealed partial class ShownValue
{
    // Beyond this a text is not looked at for JSON or tables, and not laid out as Markdown: it is read as it is.
    private const int MostParsed = 8 * 1024 * 1024;
    private const int MostMarkdown = 60_000;

    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true, MaxDepth = 4 * CoreJson.MaxDepth };

    private readonly Lazy<string> _text;

    private ShownValue(object value, ImmutableArray<ValueForm> forms, JsonElement? json = null, TableRows? table = null)
    {
        (Value, Forms, Json, Table) = (value, forms, json, table);
        _text = new Lazy<string>(() => TextOf(value));
    }

    /// <summary>The value, in the carrying type of its port.</summary>
    public object Value { get; }

    /// <summary>How it can be shown, the best way first.</summary>
    public ImmutableArray<ValueForm> Forms { get; }

    /// <summary>The JSON that it is or that its text holds, or null.</summary>
    public JsonElement? Json { get; }

    /// <summary>Its rows, or null where it is no table.</summary>
    public TableRows? Table { get; }

    /// <summary>The whole of it as text.</summary>
    public string Text => _text.Value;

    /// <summary>Works out how a value can be shown.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isLive">Whether more of its text is coming: what it will be is not known then.</param>
    public static ShownValue Of(object value, bool isLive) => value switch
    {
        string text => isLive ? new(text, [ValueForm.Text]) : OfText(text),
        JsonElement { ValueKind: JsonValueKind.String } json => OfText(json.GetString()!),
        JsonElement json => OfJson(json, json, []),
        DocumentList { Count: > 0 } documents => new(documents, [ValueForm.Documents, ValueForm.Tree], PortValueJson.Write(documents)),
        Message message => new(new MessageList([message]), [ValueForm.Messages]),
        MessageList messages => new(messages, [ValueForm.Messages, ValueForm.Tree], PortValueJson.Write(messages)),
        ImageValue { Content.IsEmpty: false } image when IsPicture(image.MediaType) => new(image, [ValueForm.Image]),
        FileValue file => new(file, [ValueForm.File]),
        _ => new(value, [ValueForm.Text]),
    };

    // What a browser shows as a picture and cannot run as a program.
    private static bool IsPicture(string mediaType) => mediaType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    private static ShownValue OfText(string text)
    {
        if (text.Length <= MostParsed && JsonIn(text) is { } json) return OfJson(text, json, [ValueForm.Text]);
        if (TableRows.OfDelimited(text) is { } table) return new(text, [ValueForm.Text, ValueForm.Table], table: table);
        return text.Length <= MostMarkdown && MarkdownSign().IsMatch(text)
            ? new(text, [ValueForm.Markdown, ValueForm.Text])
            : new(text, [ValueForm.Text]);
    }

    private static ShownValue OfJson(object value, JsonElement json, ImmutableArray<ValueForm> before)
    {
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return new(value, [ValueForm.Text], json);
        var table = TableRows.OfJson(json);
        ImmutableArray<ValueForm> forms = table is null ? [ValueForm.Tree] : [ValueForm.Table, ValueForm.Tree];
        return new(value, before.IsEmpty ? forms.Add(ValueForm.Text) : before.AddRange(forms), json, table);
    }

    private static JsonElement? JsonIn(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || !((trimmed[0], trimmed[^1]) is ('{', '}') or ('[', ']'))) return null;
        try
        {
            return JsonElement.Parse(Encoding.UTF8.GetBytes(trimmed.ToArray()));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TextOf(object value) => value switch
    {
        string text => text,
        JsonElement json => JsonSerializer.Serialize(json, Indented),
        MessageList messages => string.Join("\n\n", messages.Select(message => $"{message.Role.Value}: {message.Text}")),
        DocumentList documents => string.Join("\n\n", documents.Select(document => document.Text)),
        FileValue or ImageValue => "",
        _ => NodePreview.Describe(value),
    };

    [GeneratedRegex(@"^#{1,6} \S|^\s{0,3}(?:[-*+]|\d{1,3}\.) \S|\*\*\S[^*]*\*\*|^```|`[^`\n]+`|\[[^\]\n]+\]\(https?://|^> ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownSign();
}
