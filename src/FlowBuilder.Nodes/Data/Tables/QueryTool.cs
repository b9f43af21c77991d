using System.Text.Json;
using FlowBuilder.Core.Tables;
using FlowBuilder.Nodes.Templates;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>A query as a tool: its SQL is fixed, and the variables that no wire feeds are what the model fills in.</summary>
internal sealed class QueryTool : AIFunction
{
    private const int LongestResult = 20_000;

    private readonly QueryNode.Settings _settings;
    private readonly IReadOnlyDictionary<string, object> _fixed;
    private readonly Func<IReadOnlyDictionary<string, object>, CancellationToken, Task<TableRows>> _query;

    /// <summary>Makes the tool.</summary>
    /// <param name="settings">The query, its name and description.</param>
    /// <param name="wired">Values that come from the flow; the model neither sees nor changes them.</param>
    /// <param name="query">Runs it with values.</param>
    public QueryTool(
        QueryNode.Settings settings, IReadOnlyDictionary<string, object> wired, Func<IReadOnlyDictionary<string, object>, CancellationToken, Task<TableRows>> query)
    {
        (_settings, _fixed, _query) = (settings, wired, query);
        var open = Template.Parse(settings.Sql).Variables.Select(variable => variable.Name).Distinct().Where(name => !wired.ContainsKey(name)).ToList();
        JsonSchema = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["type"] = "object",
            ["properties"] = open.ToDictionary(name => name, _ => new { type = (string[])["string", "number", "boolean", "null"] }),
            ["required"] = open,
            ["additionalProperties"] = false,
        });
    }

    /// <inheritdoc/>
    public override string Name => _settings.ToolName;

    /// <inheritdoc/>
    public override string Description => _settings.ToolDescription;

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; }

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (ValueOf(value) is { } known) values[name] = known;
        }

        foreach (var (name, value) in _fixed) values[name] = value;
        var text = TableMarkdown.Of(await _query(values, cancellationToken).ConfigureAwait(false), _settings.Rows, korean: false);
        return text.Length <= LongestResult ? text : text[..LongestResult] + "…";
    }

    private static object? ValueOf(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? whole : number.GetDouble(),
        JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } flag => flag.GetBoolean(),
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText(),
        _ => value,
    };
}
