namespace FlowBuilder.Core.Layout;

/// <summary>How much room a layout leaves, in canvas pixels.</summary>
public sealed record LayoutSpacing
{
    /// <summary>Between one column of boxes and the next.</summary>
    /// <value>80 by default.</value>
    public double Columns { get; init; } = 80;

    /// <summary>Between a box and the one below it.</summary>
    /// <value>40 by default.</value>
    public double Rows { get; init; } = 40;

    /// <summary>Between a passing edge and what is above and below it.</summary>
    /// <value>20 by default.</value>
    public double Wires { get; init; } = 20;

    /// <summary>Between groups of boxes that no edge connects.</summary>
    /// <value>80 by default.</value>
    public double Groups { get; init; } = 80;
}
