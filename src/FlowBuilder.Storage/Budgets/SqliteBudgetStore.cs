using System.Globalization;
using Dapper;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Budgets;

/// <summary>What was used of each day's budgets, in the database.</summary>
internal sealed class SqliteBudgetStore(SqliteDatabase database) : IBudgetStore
{
    public async ValueTask<BudgetUse> FindAsync(DateOnly day, string account, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => Find(connection, Written(day), account), cancellationToken).ConfigureAwait(false);

    public async ValueTask AddAsync(DateOnly day, string account, BudgetUse used, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                // SQLite has no decimals: sums of floating numbers would drift from what was told of the runs.
                var sum = Find(connection, Written(day), account) + used;
                return connection.Execute(
                    """
                    INSERT INTO budget_use (day, account, cost, tokens, seconds) VALUES (@day, @account, @cost, @tokens, @seconds)
                    ON CONFLICT (day, account) DO UPDATE SET cost = @cost, tokens = @tokens, seconds = @seconds
                    """,
                    new
                    {
                        day = Written(day),
                        account,
                        cost = sum.Cost.ToString(CultureInfo.InvariantCulture),
                        tokens = sum.Tokens,
                        seconds = sum.Seconds,
                    });
            },
            cancellationToken).ConfigureAwait(false);

    private static BudgetUse Find(SqliteConnection connection, string day, string account) =>
        connection.QuerySingleOrDefault<(string Cost, long Tokens, double Seconds)?>(
            "SELECT cost, tokens, seconds FROM budget_use WHERE day = @day AND account = @account", new { day, account }) is { } row
            ? new BudgetUse(decimal.Parse(row.Cost, CultureInfo.InvariantCulture), row.Tokens, row.Seconds)
            : BudgetUse.None;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
