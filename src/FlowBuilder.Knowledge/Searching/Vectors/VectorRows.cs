using System.Numerics.Tensors;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Vectors of unit length, one after the other in blocks of memory that never move.</summary>
/// <remarks>
/// One thread may write while any number read: a row is complete before <see cref="Count"/> tells of it, and never changes but for
/// the mark that it was removed.
/// </remarks>
/// <param name="dimensions">The components of each vector.</param>
internal sealed class VectorRows(int dimensions)
{
    /// <summary>How many rows lie in a block.</summary>
    public const int RowsInBlock = 256;

    private Block[] _blocks = [];
    private int _count;

    /// <summary>The components of each vector.</summary>
    public int Dimensions { get; } = dimensions;

    /// <summary>How many rows there are, removed ones too.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The vector of a row.</summary>
    public ReadOnlySpan<float> this[int row] =>
        _blocks[row / RowsInBlock].Values.AsSpan(row % RowsInBlock * Dimensions, Dimensions);

    /// <summary>The caller's own number for a row.</summary>
    public long KeyOf(int row) => _blocks[row / RowsInBlock].Keys[row % RowsInBlock];

    /// <summary>Whether a row was removed.</summary>
    public bool IsRemoved(int row) => Volatile.Read(ref _blocks[row / RowsInBlock].Removed[row % RowsInBlock]);

    /// <summary>Marks a row as removed.</summary>
    public void Remove(int row) => Volatile.Write(ref _blocks[row / RowsInBlock].Removed[row % RowsInBlock], true);

    /// <summary>Adds a vector as it is; gives its row.</summary>
    public int Add(long key, ReadOnlySpan<float> unit)
    {
        var row = _count;
        if (row / RowsInBlock == _blocks.Length) Volatile.Write(ref _blocks, [.. _blocks, new Block(Dimensions)]);
        var block = _blocks[row / RowsInBlock];
        unit.CopyTo(block.Values.AsSpan(row % RowsInBlock * Dimensions, Dimensions));
        block.Keys[row % RowsInBlock] = key;
        Volatile.Write(ref _count, row + 1);
        return row;
    }

    /// <summary>A vector brought to unit length, of which cosines are plain products; one of zeros stays so, and is like nothing.</summary>
    /// <exception cref="ArgumentException">A component is no finite number.</exception>
    public static float[] Unit(ReadOnlySpan<float> vector)
    {
        var unit = vector.ToArray();
        var largest = unit.Length == 0 ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude<float>(unit));
        if (!float.IsFinite(largest)) throw new ArgumentException("A component of the vector is no finite number.", nameof(vector));
        if (largest == 0) return unit;
        TensorPrimitives.Divide(unit, largest, unit);
        TensorPrimitives.Divide(unit, TensorPrimitives.Norm<float>(unit), unit);
        return unit;
    }

    private sealed class Block(int dimensions)
    {
        public readonly float[] Values = new float[RowsInBlock * dimensions];
        public readonly long[] Keys = new long[RowsInBlock];
        public readonly bool[] Removed = new bool[RowsInBlock];
    }
}
