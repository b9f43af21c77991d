namespace FlowBuilder.Knowledge.Loading;

/// <summary>How much one file may hold.</summary>
internal sealed record DocumentLimits
{
    /// <summary>Bytes in a file.</summary>
    /// <value>50 MiB.</value>
    public long Bytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Rows of a table or items of a list, each of which becomes a document.</summary>
    /// <value>100,000.</value>
    public int Rows { get; init; } = 100_000;

    /// <summary>Columns of a table.</summary>
    /// <value>2,000.</value>
    public int Columns { get; init; } = 2_000;
}
