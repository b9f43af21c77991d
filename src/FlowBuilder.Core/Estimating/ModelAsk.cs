using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Estimating;

/// <summary>A model that a node asks, as its settings name it.</summary>
/// <param name="Connection">The connection's name.</param>
/// <param name="Model">The model's name; empty for the connection's default.</param>
internal readonly record struct ModelAsk(string Connection, string Model)
{
    /// <summary>The models that a node asks: those of its connection settings that count with these settings, and those of its rows.</summary>
    public static IEnumerable<ModelAsk> Of(FlowNode node, NodeType type)
    {
        foreach (var field in type.Fields)
        {
            if (!field.IsVisible(node.Settings, type)) continue;
            if (field.Kind == FieldKind.Connection && Text(ValueOf(node, field)) is { Length: > 0 } connection)
                yield return new ModelAsk(connection, ModelBeside(node, type, field));
            if (!field.Columns.Any(column => column.Kind == FieldKind.Connection) || ValueOf(node, field) is not { ValueKind: JsonValueKind.Array } rows) continue;
            foreach (var row in rows.EnumerateArray())
            {
                if (row.ValueKind != JsonValueKind.Object) continue;
                var named = field.Columns.First(column => column.Kind == FieldKind.Connection);
                var model = field.Columns.FirstOrDefault(column => column.Kind == FieldKind.Model);
                yield return new ModelAsk(Text(Member(row, named)), model is null ? "" : Text(Member(row, model)));
            }
        }
    }

    /// <summary>The value of a setting, or its default.</summary>
    public static JsonElement? ValueOf(FlowNode node, SettingField field) => node.Settings.TryGet(field.Name, out var value) ? value : field.Default;

    // The model of a connection is the setting that follows it.
    private static string ModelBeside(FlowNode node, NodeType type, SettingField connection) =>
        type.Fields.SkipWhile(field => field != connection).FirstOrDefault(field => field.Kind == FieldKind.Model) is { } model ? Text(ValueOf(node, model)) : "";

    private static JsonElement? Member(JsonElement row, SettingField column) => row.TryGetProperty(column.Name, out var value) ? value : column.Default;

    /// <summary>The text that a value is; empty where it is none.</summary>
    public static string Text(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text) return "";
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, in a flow that is not finished.
            return "";
        }
    }
}
