using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Tables.Sql;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Tables;

[Hazard("SEC-11")]
[Parallelizable(ParallelScope.All)]
public sealed class ReadOnlySqlTests
{
    [TestCase("SELECT 1")]
    [TestCase("  select * from \"t\" where x = 'a;b' -- ; DROP TABLE t\n ;  ; ")]
    [TestCase("WITH a AS (SELECT 1) SELECT CASE WHEN (1 = 1) THEN (2) END FROM a")]
    [TestCase("VALUES (1), (2)")]
    [TestCase("SELECT replace(name, 'a', 'b'), 'INSERT INTO', \"update\" FROM t /* DELETE FROM t; */")]
    [TestCase("SELECT 1e5, 0x1F, .5, 2.")]
    public void Reads_pass_in_both_dialects(string sql)
    {
        Assert.That(() => ReadOnlySql.Check(sql, SqlDialect.Sqlite), Throws.Nothing);
        Assert.That(() => ReadOnlySql.Check(sql, SqlDialect.PostgreSql), Throws.Nothing);
    }

    [TestCase("SELECT [a;b], `c;d` FROM t", SqlDialect.Sqlite)]
    [TestCase("(SELECT 1) UNION (SELECT 2)", SqlDialect.PostgreSql)]
    [TestCase("SELECT $$; DROP TABLE t$$, $x$ $$; $x$, E'\\';', x[1:2], j ? 'k', t::text FROM t", SqlDialect.PostgreSql)]
    [TestCase("SELECT 1 /* a /* b */ ; */", SqlDialect.PostgreSql)]
    [TestCase("SELECT pg_typeof(x) FROM pg_catalog.t", SqlDialect.PostgreSql)]
    public void What_only_one_dialect_has_passes_there(string sql, SqlDialect dialect) => Assert.That(() => ReadOnlySql.Check(sql, dialect), Throws.Nothing);

    [TestCase("", "empty")]
    [TestCase("-- nothing", "empty")]
    [TestCase(";", "empty")]
    [TestCase("SELECT 1; SELECT 2", "more than one statement")]
    [TestCase("SELECT 1; DROP TABLE t", "more than one statement")]
    [TestCase("SELECT 1;-- x\nDELETE FROM t", "more than one statement")]
    [TestCase("DELETE FROM t", "begins with DELETE")]
    [TestCase("/* SELECT */ UPDATE t SET a = 1", "begins with UPDATE")]
    [TestCase("PRAGMA table_info(t)", "begins with PRAGMA")]
    [TestCase("ATTACH 'x' AS y", "begins with ATTACH")]
    [TestCase("EXPLAIN SELECT 1", "begins with EXPLAIN")]
    [TestCase("COPY t TO PROGRAM 'sh'", "begins with COPY")]
    [TestCase("WITH a AS (SELECT 1) DELETE FROM t", "DELETE would change")]
    [TestCase("WITH a AS (SELECT 1), b AS (SELECT 2) UPDATE t SET x = 1", "UPDATE would change")]
    [TestCase("WITH a AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM a", "INSERT would change")]
    [TestCase("WITH a AS MATERIALIZED (DELETE FROM t RETURNING *) SELECT * FROM a", "DELETE would change")]
    [TestCase("SELECT * INTO copied FROM t", "INTO would write")]
    [TestCase("SELECT 'never closed", "never closed")]
    [TestCase("SELECT \"never closed", "never closed")]
    [TestCase("SELECT 1 /* never closed", "never closed")]
    [TestCase("SELECT 1INTO t", "letters follow a number")]
    [TestCase("SELECT $1", "there is none")]
    [TestCase("SELECT 1 \0", "NUL")]
    public void Everything_else_is_refused_with_the_reason_in_both_dialects(string sql, string reason)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            var refused = Assert.Throws<NodeException>(() => ReadOnlySql.Check(sql, dialect))!;
            Assert.That(refused.Code, Is.EqualTo("table.sql-refused"));
            Assert.That(refused.Text.English, Does.Contain(reason), dialect.ToString());
        }
    }

    [TestCase("SELECT pg_read_file('/etc/passwd')", "pg_read_file")]
    [TestCase("SELECT \"pg_read_file\"('/etc/passwd')", "pg_read_file")]
    [TestCase("SELECT pg_catalog.\"PG_LS_DIR\"('.')", "pg_ls_dir")]
    [TestCase("SELECT ('/etc/passwd'::text).pg_read_file", "pg_read_file")]
    [TestCase("SELECT lo_export(1, '/tmp/x')", "lo_export")]
    [TestCase("SELECT lo_import('/etc/passwd')", "lo_import")]
    [TestCase("SELECT * FROM dblink('host=x', 'select 1') AS t(a int)", "dblink")]
    [TestCase("SELECT set_config('transaction_read_only', 'off', true)", "set_config")]
    [TestCase("SELECT query_to_xml('select pg_sleep(1)', true, true, '')", "query_to_xml")]
    [TestCase("SELECT database_to_xml(true, true, '')", "database_to_xml")]
    [TestCase("SELECT pg_terminate_backend(1)", "pg_terminate_backend")]
    [TestCase("SELECT pg_advisory_lock(1)", "pg_advisory_lock")]
    [TestCase("SELECT nextval('s')", "nextval")]
    [TestCase("SELECT 1 /* /* */ ; DROP TABLE t; --", "never closed")]
    [TestCase("SELECT U&\"\\0070g_read_file\"('x')", "U&")]
    [TestCase("SELECT * FROM t FOR UPDATE", "lock rows")]
    [TestCase("SELECT * FROM t FOR NO KEY UPDATE", "lock rows")]
    public void PostgreSQL_is_not_asked_for_what_a_read_only_transaction_does_not_stop(string sql, string reason) =>
        Assert.That(() => ReadOnlySql.Check(sql, SqlDialect.PostgreSql), Throws.TypeOf<NodeException>().With.Property("Text").Property("English").Contains(reason));

    [TestCase("SELECT ?")]
    [TestCase("SELECT :name")]
    [TestCase("SELECT @name")]
    [TestCase("SELECT $name")]
    [TestCase("SELECT $2")]
    public void A_place_for_a_value_that_nobody_gives_is_refused_in_SQLite(string sql) =>
        Assert.That(() => ReadOnlySql.Check(sql, SqlDialect.Sqlite, values: 1), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("table.sql-refused"));

    [Test]
    public void A_comment_in_a_comment_ends_where_its_database_ends_it()
    {
        const string Sql = "SELECT 1 /* /* */ ; DROP TABLE t; -- */";

        Assert.That(() => ReadOnlySql.Check(Sql, SqlDialect.PostgreSql), Throws.Nothing);
        Assert.That(() => ReadOnlySql.Check(Sql, SqlDialect.Sqlite), Throws.TypeOf<NodeException>().With.Property("Text").Property("English").Contains("more than one statement"));
    }

    [Test]
    public void The_statement_comes_back_without_what_follows_it() =>
        Assert.That(ReadOnlySql.Check(" SELECT $1, ';' ; -- done", SqlDialect.Sqlite, values: 1), Is.EqualTo("SELECT $1, ';'"));

    [Test]
    public void A_statement_of_any_length_is_not_read() =>
        Assert.That(() => ReadOnlySql.Check("SELECT " + new string('1', 30_000), SqlDialect.Sqlite), Throws.TypeOf<NodeException>().With.Property("Text").Property("English").Contains("30007 characters"));

    [Test]
    public void No_cut_of_a_hostile_text_makes_it_throw_anything_but_a_refusal()
    {
        const string Hostile = "WITH a AS (SELECT 'x''y', \"q\"\"r\", $t$ $$ ;$t$, E'\\'' /* /* */ */ -- ;\r\n) SELECT U&'x', [a], `b`, ?1, :a, 1e+5, 0x FROM a; DELETE";
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            for (var length = 0; length <= Hostile.Length; length++)
            {
                try
                {
                    ReadOnlySql.Check(Hostile[..length], dialect);
                }
                catch (NodeException refused)
                {
                    Assert.That(refused.Code, Is.EqualTo("table.sql-refused"));
                }
            }
        }
    }
}
