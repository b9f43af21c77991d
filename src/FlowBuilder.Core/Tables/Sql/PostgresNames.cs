namespace FlowBuilder.Core.Tables.Sql;

/// <summary>Names of PostgreSQL that reach past a read-only transaction: files, other servers, other sessions, SQL inside a text.</summary>
/// <remarks>
/// A read-only transaction forbids writing tables. It does not forbid what these do, if the account may call them; a role that
/// may only read is the real guard, this is the second one. Whole families are named by their beginnings, so that what a later
/// version adds is covered too.
/// </remarks>
internal static class PostgresNames
{
    private static readonly string[] Families =
    [
        "pg_", "lo_", "dblink", "txid_", "ts_stat", "crosstab", "connectby", "xpath_table", "postgres_fdw", "file_fdw",
        "query_to_", "cursor_to_", "database_to_", "schema_to_", "table_to_", "http_", "plperl", "plpython",
    ];

    private static readonly HashSet<string> Single = new(StringComparer.OrdinalIgnoreCase)
    {
        "set_config", "current_setting", "nextval", "setval", "lowrite", "loread", "ts_rewrite", "inet_server_addr",
        "inet_server_port", "inet_client_addr", "has_parameter_privilege", "binary_upgrade", "http", "copy",
    };

    // Words of everyday queries that begin as one of the families does.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "pg_typeof", "pg_size_pretty", "pg_column_size", "pg_catalog",
    };

    /// <summary>Whether a statement may not use that name.</summary>
    public static bool AreRefused(string name) =>
        !Harmless.Contains(name)
        && (Single.Contains(name) || Families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)));
}
