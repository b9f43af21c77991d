namespace FlowBuilder.Core.Tables;

/// <summary>How much a query may give, and how long it may take.</summary>
public sealed record TableLimits
{
    /// <summary>The most rows; the others are left out.</summary>
    /// <value>1 or more; 200 by default.</value>
    public int Rows { get; init; } = 200;

    /// <summary>The most characters in all cells together; the rows after that are left out.</summary>
    /// <value>4 million.</value>
    public int Characters { get; init; } = 4_000_000;

    /// <summary>How long it may run.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);
}
