using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Recordings;

/// <summary>Tools that a node gives, as a recording keeps them: what a model reads of each.</summary>
internal static class ToolJson
{
    /// <summary>Describes a value that is a tool or several.</summary>
    public static JsonElement Of(object value) => JsonSerializer.SerializeToElement(
        (value is ToolSet set ? set.Tools : [(ToolValue)value]).Select(tool => new Told(tool.Function.Name, tool.Function.Description, tool.Function.JsonSchema, tool.HasSideEffects)),
        CoreJson.Options);

    /// <summary>The value with each call recorded.</summary>
    public static object Recorded(object value, RecordingScope scope) => value switch
    {
        ToolValue tool => tool with { Function = new RecordedTool(tool.Function, scope) },
        ToolSet set => new ToolSet([.. set.Tools.Select(tool => (ToolValue)Recorded(tool, scope))]),
        _ => value,
    };

    /// <summary>Reads tools back; their calls are given from the recording.</summary>
    /// <exception cref="JsonException">It is no list of tools.</exception>
    public static object Read(JsonElement json, RecordingScope scope)
    {
        var tools = (json.Deserialize<ImmutableArray<Told>>(CoreJson.Options) is { IsDefault: false } told ? told : [])
            .Select(tool => new ToolValue(new ReplayedTool(tool.Name, tool.Description, tool.Schema, scope), tool.HasSideEffects))
            .ToImmutableArray();
        return tools.Length == 1 ? tools[0] : new ToolSet(tools);
    }

    private sealed record Told(string Name, string Description, JsonElement Schema, bool HasSideEffects);
}
