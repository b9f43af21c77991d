using FlowBuilder.Core.Tables;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>A column that a question names.</summary>
/// <param name="Column">The column.</param>
/// <param name="At">Where its name begins in the question.</param>
/// <param name="Length">How long the name is there.</param>
internal sealed record PlainMention(ColumnDescription Column, int At, int Length)
{
    /// <summary>Where its name ends.</summary>
    public int End => At + Length;

    /// <summary>Whether it stands on some of the same letters as something else.</summary>
    public bool Overlaps(int at, int length) => At < at + length && at < End;
}
