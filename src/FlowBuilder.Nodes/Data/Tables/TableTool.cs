using System.Text.Json;
using FlowBuilder.Core.Tables;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Tables as a tool: the model that calls it writes the SQL itself.</summary>
/// <param name="name">The tool's name.</param>
/// <param name="schema">What there is, told in the tool's description.</param>
/// <param name="dialect">Whose SQL it is.</param>
/// <param name="settings">How much a call may read.</param>
/// <param name="open">Opens the tables, for each call anew.</param>
internal sealed class TableTool(
    string name, TableSchema schema, SqlDialect dialect, AskTableSettings settings, Func<CancellationToken, Task<ITableSource>> open) : AIFunction
{
    private const int LongestResult = 20_000;

    private static readonly JsonElement Parameters = JsonSerializer.Deserialize<JsonElement>(
        """{ "type": "object", "properties": { "sql": { "type": "string", "description": "One SELECT statement." } }, "required": ["sql"], "additionalProperties": false }""");

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description { get; } =
        $"""
        Runs one read-only SQL statement ({(dialect == SqlDialect.Sqlite ? "SQLite 3.53" : "PostgreSQL")}) and gives its rows, at most {settings.Rows}. Names of tables and columns stand in double quotes, texts in single quotes.
        {SchemaText.Of(schema, settings.ShowSamples)}
        {settings.About}
        """.Trim();

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Parameters;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var sql = arguments.GetValueOrDefault("sql") is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString()! : arguments.GetValueOrDefault("sql")?.ToString() ?? "";
        await using var source = await open(cancellationToken).ConfigureAwait(false);
        var limits = new TableLimits { Rows = settings.Rows, Time = TimeSpan.FromSeconds(settings.TimeLimit) };
        var rows = await source.QueryAsync(new TableQuery(SqlPrompt.SqlIn(sql)) { Limits = limits }, cancellationToken).ConfigureAwait(false);
        var text = TableMarkdown.Of(rows, settings.Rows, korean: false);
        return text.Length <= LongestResult ? text : text[..LongestResult] + "…";
    }
}
