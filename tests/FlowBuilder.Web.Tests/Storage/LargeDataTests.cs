using System.Diagnostics;
using System.Globalization;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>How long the whole program takes to be ready again on much data, after it was killed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LargeDataTests : IDisposable
{
    private const int Flows = 1_000;
    private const int Runs = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-large-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, Explicit("prints times, and takes a minute"), CancelAfter(10 * TestTimeouts.Default)]
    public async Task The_program_is_ready_again_with_a_thousand_flows_and_a_hundred_thousand_runs(CancellationToken cancellationToken)
    {
        await using (var first = await WholeProgram.StartAsync(_folder, cancellationToken))
        {
            var client = first.Client;
            var flow = new SavedFlow(client, padding: 1_000);
            (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
            (await client.RunAsync(flow.Id!, """{"inputs":{"question":"?"}}""", cancellationToken)).EnsureSuccessStatusCode();
            await UntilArchivedAsync(client, cancellationToken);
            await first.KillAsync();
        }

        await MultiplyAsync(cancellationToken);
        var bytes = new FileInfo(Path.Combine(_folder, "flowbuilder.db")).Length;
        var times = new List<double>();
        for (var start = 0; start < 5; start++)
        {
            var watch = Stopwatch.StartNew();
            await using var program = await WholeProgram.StartAsync(_folder, cancellationToken);
            var client = program.Client;
            (await client.GetAsync("health/ready", cancellationToken)).EnsureSuccessStatusCode();
            times.Add(watch.Elapsed.TotalSeconds);
            if (start == 0) Assert.That((await (await client.GetAsync("api/v1/flows", cancellationToken)).JsonAsync(cancellationToken)).GetArrayLength(), Is.EqualTo(Flows));
            await program.KillAsync();
        }

        await TestContext.Out.WriteLineAsync($"{Flows:N0} flows, {Runs:N0} runs, {bytes >> 20} MiB; from start to ready, in s: {string.Join(", ", times.Select(time => time.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))}");
    }

    private static async Task UntilArchivedAsync(HttpClient client, CancellationToken cancellationToken)
    {
        while (!(await client.GetStringAsync("api/v1/runs?status=completed", cancellationToken)).Contains("runId", StringComparison.Ordinal)) await Task.Delay(50, cancellationToken);
    }

    // The rows that the program wrote, again and again under other ids.
    private async Task MultiplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "flowbuilder.db")};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        var sql = new StringBuilder("BEGIN;");
        foreach (var (table, count, key, changes) in new[]
        {
            ("flows", Flows, "", new Dictionary<string, string> { ["id"] = "printf('f%011d', n)" }),
            ("runs", Runs, "", new Dictionary<string, string> { ["number"] = "n + 1", ["id"] = "'copy-' || n" }),
            ("event_chunks", Runs, "WHERE run = 1", new Dictionary<string, string> { ["run"] = "n + 1" }),
        })
        {
            var columns = await ColumnsAsync(connection, table, cancellationToken);
            var values = columns.Select(column => changes.GetValueOrDefault(column, column));
            sql.Append(CultureInfo.InvariantCulture, $"WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {count - 1}) INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM copies, (SELECT * FROM {table} {key} LIMIT 1);");
        }

        sql.Append("COMMIT; PRAGMA wal_checkpoint(PASSIVE);");
        await using var command = connection.CreateCommand();
        command.CommandText = sql.ToString();
        await command.ExecuteNonQueryAsync(cancellationToken);

        // Closing this connection removes the log, as a server's end does.
        await File.WriteAllTextAsync(Path.Combine(_folder, "flowbuilder.lock"), "closing", cancellationToken);
    }

    private static async Task<List<string>> ColumnsAsync(SqliteConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) columns.Add(reader.GetString(0));
        return columns;
    }
}
