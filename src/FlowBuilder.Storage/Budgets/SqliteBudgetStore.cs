using System.Globalization;
using Dapper;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Budgets;

/// <summary>What was used of each day's budgets, in the database.</summary>
internal sealed class SqliteBudgetStore(SqliteDatabase database) : IBudgetStore
{
    public async ValueTask<TokenUsage> FindAsync(DateOnly day, string account, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => Find(connection, Written(day), account), cancellationToken).ConfigureAwait(false);

    public async ValueTask AddAsync(DateOnly day, string account, TokenUsage used, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                // SQLite has no decimals: sums of floating numbers would drift from what was told of the runs.
                var sum = Find(connection, Written(day), account) + used;
                return connection.Execute(
                    """
                    INSERT INTO budget_use (day, account, input_tokens, output_tokens, cost) VALUES (@day, @account, @input, @output, @cost)
                    ON CONFLICT (day, account) DO UPDATE SET input_tokens = @input, output_tokens = @output, cost = @cost
                    """,
                    new
                    {
                        day = Written(day),
                        account,
                        input = sum.InputTokens,
                        output = sum.OutputTokens,
                        cost = (sum.Cost ?? 0).ToString(CultureInfo.InvariantCulture),
                    });
            },
            cancellationToken).ConfigureAwait(false);

    private static TokenUsage Find(SqliteConnection connection, string day, string account) =>
        connection.QuerySingleOrDefault<(long Input, long Output, string Cost)?>(
            "SELECT input_tokens, output_tokens, cost FROM budget_use WHERE day = @day AND account = @account", new { day, account }) is { } row
            ? new TokenUsage(row.Input, row.Output, decimal.Parse(row.Cost, CultureInfo.InvariantCulture))
            : new TokenUsage(0, 0, 0);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
