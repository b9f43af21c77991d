using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Where the tables are.</summary>
public enum TableOrigin
{
    /// <summary>In a file: CSV, TSV, Excel or SQLite.</summary>
    [Text("en", "A file")]
    [Text("ko", "파일")]
    File,

    /// <summary>In a PostgreSQL database.</summary>
    [Text("en", "A PostgreSQL database")]
    [Text("ko", "PostgreSQL 데이터베이스")]
    Database,
}
