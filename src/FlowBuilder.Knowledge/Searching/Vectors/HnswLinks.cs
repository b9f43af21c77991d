namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>The neighbours of each row at each level of a graph.</summary>
/// <remarks>
/// One thread may write while any number read. A list is changed in place: every place below its number always holds a row whose
/// vector is complete, so that a reader in the middle of a change sees a mixture of the old and the new neighbours, all of them true ones.
/// </remarks>
internal sealed class HnswLinks
{
    /// <summary>The most neighbours above the ground, and the neighbours that a new row chooses: M of the paper.</summary>
    public const int Most = 16;

    /// <summary>The most neighbours on the ground: twice as many, as the paper advises.</summary>
    public const int MostOnGround = 2 * Most;

    private const int GroundSize = MostOnGround + 1;
    private const int UpperSize = Most + 1;

    private Block[] _blocks = [];

    /// <summary>Makes room for a row that reaches up to a level.</summary>
    public void Add(int row, int level)
    {
        if (row / VectorRows.RowsInBlock == _blocks.Length) Volatile.Write(ref _blocks, [.. _blocks, new Block()]);
        if (level > 0) _blocks[row / VectorRows.RowsInBlock].Upper[row % VectorRows.RowsInBlock] = new int[level * UpperSize];
    }

    /// <summary>Copies a row's neighbours at a level; gives their number.</summary>
    /// <param name="row">The row.</param>
    /// <param name="level">A level that the row reaches.</param>
    /// <param name="neighbours">Room for <see cref="MostOnGround"/>.</param>
    public int Read(int row, int level, Span<int> neighbours)
    {
        var list = List(row, level);
        var count = Volatile.Read(ref list[0]);
        for (var i = 0; i < count; i++) neighbours[i] = Volatile.Read(ref list[i + 1]);
        return count;
    }

    /// <summary>Sets a row's neighbours at a level.</summary>
    public void Write(int row, int level, ReadOnlySpan<int> neighbours)
    {
        var list = List(row, level);
        for (var i = 0; i < neighbours.Length; i++) Volatile.Write(ref list[i + 1], neighbours[i]);
        Volatile.Write(ref list[0], neighbours.Length);
    }

    /// <summary>Adds a neighbour where there is room; whether there was.</summary>
    public bool TryAppend(int row, int level, int neighbour)
    {
        var list = List(row, level);
        if (list[0] == list.Length - 1) return false;
        Volatile.Write(ref list[list[0] + 1], neighbour);
        Volatile.Write(ref list[0], list[0] + 1);
        return true;
    }

    private Span<int> List(int row, int level)
    {
        var block = Volatile.Read(ref _blocks)[row / VectorRows.RowsInBlock];
        var at = row % VectorRows.RowsInBlock;
        return level == 0
            ? block.Ground.AsSpan(at * GroundSize, GroundSize)
            : block.Upper[at].AsSpan((level - 1) * UpperSize, UpperSize);
    }

    private sealed class Block
    {
        public readonly int[] Ground = new int[VectorRows.RowsInBlock * GroundSize];
        public readonly int[]?[] Upper = new int[]?[VectorRows.RowsInBlock];
    }
}
