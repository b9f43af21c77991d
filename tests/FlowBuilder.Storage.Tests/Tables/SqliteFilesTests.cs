using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Values;
using FlowBuilder.Storage.Tables.Sqlite;
using FlowBuilder.Testing.Hazards;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tests.Tables;

/// <summary>SQLite databases that strangers made.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SqliteFilesTests
{
    [Test]
    public async Task Tables_and_views_of_a_database_can_be_asked()
    {
        var file = Database("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, born DATE); INSERT INTO people VALUES (1, 'Ann', '1990-01-01'), (2, 'Bo', '1985-05-05'); CREATE VIEW old AS SELECT name FROM people WHERE born < '1988-01-01'");

        await using var source = await SqliteTableSource.OfDatabaseAsync(file, default);
        var schema = await source.DescribeAsync(default);
        var rows = await source.QueryAsync(new TableQuery("SELECT name FROM old"), default);

        Assert.That(schema.Tables.Select(table => table.Title), Is.EqualTo(new[] { "people", "old" }));
        Assert.That(schema.Tables[0].Columns.Select(column => column.Kind), Is.EqualTo(new[] { ColumnKind.Integer, ColumnKind.Text, ColumnKind.Date }));
        Assert.That(rows.Rows[0][0], Is.EqualTo("Bo"));
    }

    [Test]
    public async Task A_database_in_WAL_mode_is_read_without_its_log()
    {
        var file = Database("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (7)");

        await using var source = await SqliteTableSource.OfDatabaseAsync(file, default);

        Assert.That((await source.QueryAsync(new TableQuery("SELECT a FROM t"), default)).Rows[0][0], Is.EqualTo(7L));
    }

    [Test]
    [Hazard("SEC-11")]
    public async Task Virtual_tables_and_views_with_forbidden_functions_do_nothing()
    {
        var file = Database(
            """
            CREATE TABLE plain (a); INSERT INTO plain VALUES (1);
            CREATE VIRTUAL TABLE words USING fts5(a); INSERT INTO words VALUES ('x');
            CREATE VIEW bad AS SELECT load_extension('/tmp/evil.so');
            CREATE VIEW through AS SELECT * FROM words;
            CREATE TRIGGER onread AFTER INSERT ON plain BEGIN DELETE FROM plain; END
            """);

        await using var source = await SqliteTableSource.OfDatabaseAsync(file, default);
        var schema = await source.DescribeAsync(default);

        Assert.Multiple(() =>
        {
            Assert.That(schema.Tables.Select(table => table.Title), Is.EqualTo(new[] { "plain" }));
            Assert.That(() => source.QueryAsync(new TableQuery("SELECT * FROM words"), default), Throws.TypeOf<NodeException>().With.Property("Text").Property("English").Contains("no such module"));
            Assert.That(() => source.QueryAsync(new TableQuery("SELECT * FROM through"), default), Throws.TypeOf<NodeException>());
            Assert.That(() => source.QueryAsync(new TableQuery("SELECT * FROM bad"), default), Throws.TypeOf<NodeException>());
        });
    }

    [Test]
    public async Task A_damaged_database_is_told_and_breaks_nothing()
    {
        var whole = Database("CREATE TABLE t (a TEXT); " + string.Concat(Enumerable.Range(0, 300).Select(i => $"INSERT INTO t VALUES ('{new string('x', 200)}{i}'); "))).Content.ToArray();
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var bytes = round % 3 == 0 ? whole[..random.Next(100, whole.Length)] : [.. whole];
            for (var hit = 0; hit < 40; hit++) bytes[random.Next(16, bytes.Length)] = (byte)random.Next(256);
            try
            {
                await using var source = await SqliteTableSource.OfDatabaseAsync(new FileValue("broken.db", "", bytes), default);
                await source.DescribeAsync(default);
                await source.QueryAsync(new TableQuery("SELECT count(*), max(a) FROM t"), default);
            }
            catch (NodeException told)
            {
                Assert.That(told.Code, Does.StartWith("table."));
            }
        }
    }

    [Test]
    public async Task The_private_copy_is_gone_afterwards()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "flowbuilder-table-*").ToHashSet();
        string mine;
        await using (await SqliteTableSource.OfDatabaseAsync(Database("CREATE TABLE t (a)"), default))
        {
            mine = Directory.GetDirectories(Path.GetTempPath(), "flowbuilder-table-*").First(folder => !before.Contains(folder));
            if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(mine), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }

        Assert.That(() => Directory.Exists(mine), Is.False.After(10).Seconds.PollEvery(20), "Another test may have had it.");
    }

    private static FileValue Database(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        var path = Path.Combine(Path.GetTempPath(), $"made-{Guid.NewGuid():N}.db");
        try
        {
            using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            return new FileValue("made.db", "application/vnd.sqlite3", File.ReadAllBytes(path));
        }
        finally
        {
            foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"]) File.Delete(path + suffix);
        }
    }
}
