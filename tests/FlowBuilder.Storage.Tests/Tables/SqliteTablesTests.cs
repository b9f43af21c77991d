using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;
using FlowBuilder.Storage.Tables.Sqlite;

namespace FlowBuilder.Storage.Tests.Tables;

/// <summary>Tables of cells: what their columns become, and what no SQL can do to them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SqliteTablesTests
{
    private static readonly CellTable Small = new("sales", ["name", "amount"], [["a", "1"], ["b", "2"], ["c", "3"]]);

    private static TestCaseData Column(ColumnKind kind, object? first, params string[] cells) => new(kind, first, cells);

    private static IEnumerable<TestCaseData> Columns() =>
    [
        Column(ColumnKind.Integer, 1234L, "1,234", "-5", "+7", ""),
        Column(ColumnKind.Integer, 12000L, "₩12,000", "3,000", "-"),
        Column(ColumnKind.Integer, 12000L, "12,000원", "500원"),
        Column(ColumnKind.Integer, -1200L, "(1,200)", "300"),
        Column(ColumnKind.Number, 12.5, "12.5%", "7%", "N/A"),
        Column(ColumnKind.Number, 1234.5, "1.234,5", "0,25", "7"),
        Column(ColumnKind.Number, 1e10, "1e10", "2.5"),
        Column(ColumnKind.Text, "00123", "00123", "00456"),
        Column(ColumnKind.Text, "12345678901234567890", "12345678901234567890"),
        Column(ColumnKind.Text, "$5", "$5", "€5"),
        Column(ColumnKind.Text, "1", "1", "two", "3"),
        Column(ColumnKind.Text, "010-1234-5678", "010-1234-5678"),
        Column(ColumnKind.Date, "2026-03-01", "2026-03-01", "2026/3/2", "2026. 3. 3.", "2026년 3월 4일"),
        Column(ColumnKind.Date, "2026-03-01 09:30:00", "2026-03-01 9:30", "2026-03-02"),
        Column(ColumnKind.Date, "2026-03-25", "3/25/2026", "1/2/2026"),
        Column(ColumnKind.Date, "2026-03-25", "25/3/2026", "1/2/2026"),
        Column(ColumnKind.Text, "3/4/2026", "3/4/2026", "1/2/2026"),
        Column(ColumnKind.Date, "2026-03-25", "Mar 25, 2026", "Apr 1, 2026"),
        Column(ColumnKind.Text, null, "", " "),
    ];

    [TestCaseSource(nameof(Columns))]
    public async Task A_column_is_what_all_its_cells_are(ColumnKind kind, object? first, string[] cells)
    {
        await using var source = SqliteTableSource.Of([new CellTable("t", ["c"], [.. cells.Select(cell => (IReadOnlyList<string>)[cell])])], default);

        var schema = await source.DescribeAsync(default);
        var rows = await source.QueryAsync(new TableQuery("SELECT c FROM t"), default);

        Assert.That(schema.Tables[0].Columns[0].Kind, Is.EqualTo(kind));
        Assert.That(rows.Rows[0][0], Is.EqualTo(first));
    }

    [Test]
    public async Task Names_are_kept_apart_and_may_be_anything()
    {
        await using var source = SqliteTableSource.Of(
            [new CellTable("2026 매출 \"표\"", ["지역", "지역", "", "a\"b", "순번\n(No)"], [["서울", "x", "1", "q", "7"]]), new CellTable("2026 매출 표", ["x"], [])], default);

        var schema = await source.DescribeAsync(default);
        var rows = await source.QueryAsync(new TableQuery($"SELECT * FROM {schema.Tables[0].Name}"), default);

        Assert.Multiple(() =>
        {
            Assert.That(schema.Tables.Select(table => table.Name), Is.Unique);
            Assert.That(rows.Columns, Is.EqualTo(new[] { "지역", "지역 2", "column 3", "a\"b", "순번 (No)" }));
            Assert.That(rows.ToJson().GetRawText(), Does.Contain("\"column 3\":1"));
        });
    }

    [TestCase("SELECT load_extension('x')", "load_extension")]
    [TestCase("SELECT readfile('/etc/passwd')", "readfile")]
    [TestCase("SELECT fts3_tokenizer('x')", "fts3_tokenizer")]
    [TestCase("SELECT sqlite_version()", "sqlite_version")]
    [TestCase("SELECT * FROM pragma_database_list", "")]
    [TestCase("SELECT * FROM dbstat", "")]
    [TestCase("SELECT * FROM json_each('[1]')", "")]
    [TestCase("SELECT count(*) FROM JSON_TREE('[1]')", "")]
    [TestCase("SELECT name FROM sales WHERE name = \"a\"", "no such column: \"a\"")]
    [TestCase("SELECT 'x' LIKE replace(hex(zeroblob(5000)), '0', 'a%')", "pattern")]
    public async Task What_is_not_reading_tables_is_refused_by_the_database_itself(string sql, string reason)
    {
        await using var source = SqliteTableSource.Of([Small], default);

        var fault = Assert.ThrowsAsync<NodeException>(() => source.QueryAsync(new TableQuery(sql), default))!;

        Assert.That(fault.Code, Is.EqualTo("table.sql-failed"));
        Assert.That(fault.Text.English, Does.Contain(reason));
    }

    // The check before it is passed by: what if it were deceived?
    [TestCase("DELETE FROM sales")]
    [TestCase("INSERT INTO sales VALUES ('x', 1)")]
    [TestCase("DROP TABLE sales")]
    [TestCase("CREATE TABLE x (a)")]
    [TestCase("CREATE TEMP TABLE x (a)")]
    [TestCase("ATTACH '/tmp/flowbuilder-attached.db' AS other")]
    [TestCase("ATTACH ':memory:' AS other")]
    [TestCase("PRAGMA query_only = 0")]
    [TestCase("PRAGMA writable_schema = 1")]
    [TestCase("PRAGMA database_list")]
    [TestCase("VACUUM INTO '/tmp/flowbuilder-vacuumed.db'")]
    [TestCase("BEGIN")]
    public async Task Even_SQL_that_was_not_checked_changes_nothing(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        Storage.Tables.Cells.CellImport.Fill(connection, [Small], default);
        var guard = new SqliteGuard(connection);

        Assert.That(() => guard.Run(new TableQuery(sql), isOurOwn: false, default), Throws.TypeOf<NodeException>());

        Assert.That(guard.Run(new TableQuery("SELECT count(*), sum(amount) FROM sales"), isOurOwn: false, default).Rows[0], Is.EqualTo(new object[] { 3L, 6L }));
        Assert.That(File.Exists("/tmp/flowbuilder-attached.db") || File.Exists("/tmp/flowbuilder-vacuumed.db"), Is.False);
        await Task.CompletedTask;
    }

    [TestCase("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")]
    [TestCase("SELECT count(*) FROM many a, many b, many c, many d")]
    [TestCase("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(length(randomblob(50000))) FROM n")]
    [TestCase("SELECT sum(instr(hex(zeroblob(49000)), hex(zeroblob(24000)) || x || 'z')) FROM many")]
    public async Task What_never_ends_is_stopped_in_time(string sql)
    {
        await using var source = SqliteTableSource.Of([new CellTable("many", ["x"], [.. Enumerable.Range(0, 1000).Select(x => (IReadOnlyList<string>)[$"{x}"])])], default);
        var watch = Stopwatch.StartNew();

        var fault = Assert.ThrowsAsync<NodeException>(() => source.QueryAsync(new TableQuery(sql) { Limits = new TableLimits { Time = TimeSpan.FromMilliseconds(300) } }, default))!;

        Assert.That(fault.Code, Is.EqualTo("table.time-limit"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
        Assert.That((await source.QueryAsync(new TableQuery("SELECT count(*) FROM many"), default)).Rows[0][0], Is.EqualTo(1000L), "It goes on working.");
    }

    [Test]
    public async Task What_a_person_gives_up_is_stopped()
    {
        await using var source = SqliteTableSource.Of([Small], default);
        using var given = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.That(
            () => source.QueryAsync(new TableQuery("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n") { Limits = new TableLimits { Time = TimeSpan.FromMinutes(2) } }, given.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("SELECT randomblob(2000000000)")]
    [TestCase("SELECT zeroblob(2000000000)")]
    [TestCase("SELECT printf('%.*c', 2000000000, 'x')")]
    [TestCase("SELECT printf('%2000000000d', 1)")]
    [TestCase("SELECT group_concat(hex(randomblob(100000))) FROM sales a, sales b")]
    [TestCase("SELECT replace(hex(zeroblob(40000)), '0', '0123456789')")]
    public async Task No_value_grows_beyond_all_bounds(string sql)
    {
        await using var source = SqliteTableSource.Of([Small], default);

        Assert.That(() => source.QueryAsync(new TableQuery(sql), default), Throws.TypeOf<NodeException>().With.Property("Code").AnyOf("table.sql-failed", "table.too-large"));
    }

    [Test]
    public async Task Rows_beyond_the_limit_are_left_out_and_told()
    {
        await using var source = SqliteTableSource.Of([Small], default);
        const string Endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";

        var cut = await source.QueryAsync(new TableQuery(Endless) { Limits = new TableLimits { Rows = 5 } }, default);
        var big = await source.QueryAsync(new TableQuery("SELECT hex(zeroblob(1000)) FROM sales") { Limits = new TableLimits { Characters = 5_000 } }, default);
        var exact = await source.QueryAsync(new TableQuery("SELECT name FROM sales") { Limits = new TableLimits { Rows = 3 } }, default);

        Assert.That((cut.Rows.Count, cut.IsCut), Is.EqualTo((5, true)));
        Assert.That((big.Rows.Count, big.IsCut), Is.EqualTo((2, true)));
        Assert.That((exact.Rows.Count, exact.IsCut), Is.EqualTo((3, false)));
    }

    [Test]
    public async Task Values_are_given_apart_from_the_SQL()
    {
        await using var source = SqliteTableSource.Of([Small], default);

        var rows = await source.QueryAsync(new TableQuery("SELECT name FROM sales WHERE name = $1 OR amount >= $2 ORDER BY $1") { Values = ["a' OR 1=1 --", 3L] }, default);

        Assert.That(rows.Rows.Select(row => row[0]), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task A_hundred_thousand_rows_are_there_in_seconds()
    {
        var rows = Enumerable.Range(0, 100_000).Select(x => (IReadOnlyList<string>)[$"2026-01-{(x % 28) + 1:00}", $"city {x % 50}", $"{x:N0}", $"{x % 97}.5", $"note {x}"]).ToList();
        var watch = Stopwatch.StartNew();

        await using var source = SqliteTableSource.Of([new CellTable("big", ["day", "city", "id", "value", "note"], rows)], default);
        await source.DescribeAsync(default);
        var sum = await source.QueryAsync(new TableQuery("SELECT count(*), max(\"id\") FROM big"), default);

        Assert.That(sum.Rows[0], Is.EqualTo(new object[] { 100_000L, 99_999L }));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)), "A few seconds, on a machine that does nothing else.");
        TestContext.Out.WriteLine(watch.Elapsed);
    }
}
