using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Storage.Tables.Postgres;
using FlowBuilder.Storage.Tests.Support;
using Npgsql;

namespace FlowBuilder.Storage.Tests.Tables;

/// <summary>A real PostgreSQL server, asked as its superuser: what holds then holds for every account.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PostgresTablesTests
{
    private PostgresServer? _server;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = PostgresServer.TryStart();
        if (_server is null) Assert.Ignore("PostgreSQL is not installed here, or this account cannot start it.");
        await DoAsync(
            """
            CREATE TABLE sales (id serial PRIMARY KEY, region text, amount numeric(10,2), day date, done boolean, tags jsonb);
            INSERT INTO sales (region, amount, day, done, tags) VALUES ('서울', 12.50, '2026-03-01', true, '{"a":1}'), ('부산', 100, '2026-03-02', false, NULL), (NULL, NULL, NULL, NULL, NULL);
            CREATE SCHEMA other; CREATE TABLE other.secret (x int);
            CREATE FUNCTION sneaky() RETURNS int LANGUAGE sql AS 'DELETE FROM sales RETURNING 1';
            CREATE ROLE reader LOGIN PASSWORD 'r'; GRANT SELECT (id, region) ON sales TO reader;
            """);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        _server?.Dispose();
    }

    [Test]
    public async Task Tables_columns_and_values_are_described()
    {
        await using var source = await OpenAsync();

        var schema = await source.DescribeAsync(default);

        var sales = schema.Tables.Single(table => table.Title == "sales");
        Assert.Multiple(() =>
        {
            Assert.That(schema.Tables.Select(table => table.Name), Is.EquivalentTo(new[] { "\"sales\"", "\"other\".\"secret\"" }));
            Assert.That(sales.Columns.Select(column => column.Kind), Is.EqualTo(new[] { ColumnKind.Integer, ColumnKind.Text, ColumnKind.Number, ColumnKind.Date, ColumnKind.Boolean, ColumnKind.Other }));
            Assert.That(sales.Columns[1].Values, Is.EquivalentTo(new[] { "부산", "서울" }));
            Assert.That(sales.Samples[0], Is.EqualTo(new object?[] { 1L, "서울", 12.50m, "2026-03-01", true, "{\"a\": 1}" }));
        });
    }

    [Test]
    public async Task Only_what_the_account_may_read_is_described()
    {
        await using var source = await PostgresTableSource.OpenAsync(Connection("reader", "r"), default);

        var schema = await source.DescribeAsync(default);

        Assert.That(schema.Tables.Single().Columns.Select(column => column.Name), Is.EqualTo(new[] { "id", "region" }));
    }

    [Test]
    public async Task Rows_come_with_their_types_and_values_are_given_apart()
    {
        await using var source = await OpenAsync();

        var rows = await source.QueryAsync(new TableQuery("SELECT id, amount, day, amount FROM sales WHERE id < $1 AND region = $2 -- done") { Values = [5L, "서울"] }, default);

        Assert.That(rows.Columns, Is.EqualTo(new[] { "id", "amount", "day", "amount 2" }));
        Assert.That(rows.Rows.Single(), Is.EqualTo(new object[] { 1L, 12.50m, "2026-03-01", 12.50m }));
    }

    [TestCase("SELECT sneaky()", "table.sql-refused")]
    [TestCase("SELECT 1 FROM nowhere", "table.sql-failed")]
    [TestCase("SELECT 1; DROP TABLE sales", "table.sql-refused")]
    [TestCase("WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone", "table.sql-refused")]
    [TestCase("SELECT * INTO copied FROM sales", "table.sql-refused")]
    [TestCase("SELECT pg_read_file('/etc/passwd')", "table.sql-refused")]
    [TestCase("SELECT ('/etc/passwd'::text).pg_read_file", "table.sql-refused")]
    [TestCase("SELECT lo_export(1, '/tmp/x')", "table.sql-refused")]
    [TestCase("SELECT set_config('statement_timeout', '0', false)", "table.sql-refused")]
    [TestCase("SELECT * FROM sales FOR UPDATE", "table.sql-refused")]
    public async Task Nothing_is_written_or_reached_past_the_tables(string sql, string code)
    {
        await using var source = await OpenAsync();

        Assert.That(() => source.QueryAsync(new TableQuery(sql), default), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo(code));

        Assert.That((await source.QueryAsync(new TableQuery("SELECT count(*) FROM sales"), default)).Rows[0][0], Is.EqualTo(3L));
    }

    [TestCase("SELECT count(*) FROM generate_series(1, 1000000000000)")]
    [TestCase("WITH RECURSIVE n(x) AS (SELECT 1::bigint UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")]
    public async Task What_never_ends_is_stopped_by_the_server(string sql)
    {
        await using var source = await OpenAsync();
        var watch = Stopwatch.StartNew();

        Assert.That(
            () => source.QueryAsync(new TableQuery(sql) { Limits = new TableLimits { Time = TimeSpan.FromMilliseconds(300) } }, default),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("table.time-limit"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task No_more_rows_or_characters_come_than_are_wanted()
    {
        await using var source = await OpenAsync();

        var rows = await source.QueryAsync(new TableQuery("SELECT x FROM (SELECT generate_series(1, 100000000) AS x) many") { Limits = new TableLimits { Rows = 4 } }, default);
        var big = await source.QueryAsync(new TableQuery("SELECT repeat('x', 100000000) FROM sales"), default);

        Assert.That((rows.Rows.Count, rows.IsCut), Is.EqualTo((4, true)));
        Assert.That((big.Rows.Count, big.IsCut), Is.EqualTo((0, true)));
    }

    [Test]
    public void A_wrong_password_database_or_port_is_told_without_the_password()
    {
        var password = Assert.ThrowsAsync<NodeException>(() => PostgresTableSource.OpenAsync(Connection("postgres", "hidden-word"), default))!;
        var database = Assert.ThrowsAsync<NodeException>(() => PostgresTableSource.OpenAsync(Connection("postgres", "top", "nowhere"), default))!;
        var port = Assert.ThrowsAsync<NodeException>(() => PostgresTableSource.OpenAsync(Connection("postgres", "top", port: 1), default))!;

        Assert.Multiple(() =>
        {
            Assert.That(password.Text.English, Does.Contain("password is wrong").And.Not.Contain("hidden-word"));
            Assert.That(database.Text.English, Does.Contain("no database of that name"));
            Assert.That(port.Text.English, Does.Contain("does not answer"));
            Assert.That(new[] { password, database, port }.Select(fault => fault.Code), Is.All.EqualTo("table.unreachable"));
        });
    }

    private Task<PostgresTableSource> OpenAsync() => PostgresTableSource.OpenAsync(Connection("postgres", "top"), default);

    private Connection Connection(string user, string password, string database = "postgres", int? port = null) => new()
    {
        Name = "db",
        Kind = ConnectionKind.PostgreSql,
        BaseUrl = new DatabaseAddress("127.0.0.1", port ?? _server!.Port, database, user, DatabaseTls.Prefer).ToUri(),
        ApiKey = new Secret(password),
    };

    // By way of PostgresAccess, which sets for the whole process how Npgsql sends SQL.
    private async Task DoAsync(string sql)
    {
        await using var connection = await PostgresAccess.OpenAsync(Connection("postgres", "top"), default);
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }
}
