using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Tables;

/// <summary>Whose SQL a table source speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SqlDialect>))]
public enum SqlDialect
{
    /// <summary>SQLite: files of tables, and SQLite databases themselves.</summary>
    Sqlite,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}
