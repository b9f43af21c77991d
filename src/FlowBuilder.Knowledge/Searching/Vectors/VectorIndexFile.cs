using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>The binary form of a vector index: a header, the rows in pieces, the links in pieces, and the SHA-256 of all that.</summary>
/// <remarks>
/// <para>All numbers little-endian. Header: the letters FBVX, version (int), dimensions (int), rows (int), rows of the graph (int),
/// entry (int), breadth of searching (int), seed (ulong). A piece of rows, 256 but for the last: for each its key (long), whether it was removed (byte) and its
/// components (float). A piece of links: for each row and each of its levels from the ground, their number (byte) and the
/// neighbours (int); the levels come from the row's number and the seed. Each piece begins with its length in bytes (int).</para>
/// <para>Reading takes memory as pieces arrive, so that a wrong header does not make it take more than there is to read.</para>
/// </remarks>
internal sealed class VectorIndexFile : IDisposable
{
    private const int Version = 2;
    private const int HeaderSize = 36;
    private const int MostBreadth = 1 << 16;
    private const int LargestPiece = 64 * 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _stream;
    private int _rows;
    private int _linked;
    private int _entry;

    private VectorIndexFile(Stream stream) => _stream = stream;

    /// <summary>The components of each vector.</summary>
    public int Dimensions { get; private set; }

    /// <summary>The seed of the graph.</summary>
    public ulong Seed { get; private set; }

    /// <summary>How broadly its graph is searched.</summary>
    public int Breadth { get; private set; }

    /// <summary>Writes an index.</summary>
    public static async Task WriteAsync(VectorRows rows, HnswGraph graph, int breadth, Stream stream, CancellationToken cancellationToken)
    {
        using var file = new VectorIndexFile(stream);
        var piece = new ArrayBufferWriter<byte>();
        WriteHeader(piece, rows, graph, breadth);
        await file.PutAsync(piece.WrittenMemory, cancellationToken).ConfigureAwait(false);
        for (var from = 0; from < rows.Count; from += VectorRows.RowsInBlock)
        {
            WriteRows(piece, rows, from, Math.Min(rows.Count, from + VectorRows.RowsInBlock));
            await file.PutAsync(piece.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        for (var from = 0; from < graph.Count; from += VectorRows.RowsInBlock)
        {
            WriteLinks(piece, graph, from, Math.Min(graph.Count, from + VectorRows.RowsInBlock));
            await file.PutAsync(piece.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(file._hash.GetHashAndReset(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to read an index.</summary>
    /// <exception cref="InvalidDataException">It is none, or one of another version.</exception>
    public static async Task<VectorIndexFile> ReadHeaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        var file = new VectorIndexFile(stream);
        var header = await file.TakeAsync(HeaderSize, cancellationToken).ConfigureAwait(false);
        if (!header.AsSpan(0, 4).SequenceEqual("FBVX"u8)) throw new InvalidDataException("This is no vector index.");
        var version = Int(header, 4);
        if (version != Version) throw new InvalidDataException($"This vector index has version {version}; version {Version} can be read.");
        file.Dimensions = Int(header, 8);
        (file._rows, file._linked, file._entry) = (Int(header, 12), Int(header, 16), Int(header, 20));
        file.Breadth = Int(header, 24);
        file.Seed = BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(28));
        var isWhole = file.Dimensions is > 0 and <= VectorIndex.MostDimensions && file._linked >= 0 && file._linked <= file._rows
            && file.Breadth is >= 0 and <= MostBreadth
            && (file._linked == 0 ? file._entry == -1 : file._entry >= 0 && file._entry < file._linked);
        return isWhole ? file : throw Damaged();
    }

    /// <summary>Reads the rest into an empty index, and checks the whole.</summary>
    /// <exception cref="InvalidDataException">It was damaged.</exception>
    public async Task ReadIntoAsync(VectorRows rows, HnswGraph graph, CancellationToken cancellationToken)
    {
        using (this)
        {
            while (rows.Count < _rows) ReadRows(await PieceAsync(cancellationToken).ConfigureAwait(false), rows);
            for (var from = 0; from < _linked; from += VectorRows.RowsInBlock)
                ReadLinks(await PieceAsync(cancellationToken).ConfigureAwait(false), graph, from, Math.Min(_linked, from + VectorRows.RowsInBlock));
            graph.Restore(_linked, _entry);

            var expected = _hash.GetHashAndReset();
            var written = await TakeAsync(expected.Length, cancellationToken).ConfigureAwait(false);
            if (!expected.AsSpan().SequenceEqual(written)) throw Damaged();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private static void WriteHeader(ArrayBufferWriter<byte> piece, VectorRows rows, HnswGraph graph, int breadth)
    {
        piece.Write("FBVX"u8);
        foreach (var number in (ReadOnlySpan<int>)[Version, rows.Dimensions, rows.Count, graph.Count, graph.Entry, breadth]) Put(piece, number);
        BinaryPrimitives.WriteUInt64LittleEndian(piece.GetSpan(8), graph.Seed);
        piece.Advance(8);
    }

    private static void WriteRows(ArrayBufferWriter<byte> piece, VectorRows rows, int from, int to)
    {
        piece.ResetWrittenCount();
        Put(piece, (to - from) * (9 + 4 * rows.Dimensions));
        for (var row = from; row < to; row++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(piece.GetSpan(8), rows.KeyOf(row));
            piece.Advance(8);
            piece.Write([rows.IsRemoved(row) ? (byte)1 : (byte)0]);
            foreach (var component in rows[row]) Put(piece, BitConverter.SingleToInt32Bits(component));
        }
    }

    private void ReadRows(byte[] piece, VectorRows rows)
    {
        var size = 9 + 4 * Dimensions;
        if (piece.Length == 0 || piece.Length % size != 0 || piece.Length / size > _rows - rows.Count) throw Damaged();
        var vector = new float[Dimensions];
        for (var at = 0; at < piece.Length; at += size)
        {
            for (var i = 0; i < vector.Length; i++) vector[i] = BinaryPrimitives.ReadSingleLittleEndian(piece.AsSpan(at + 9 + 4 * i));
            var row = rows.Add(BinaryPrimitives.ReadInt64LittleEndian(piece.AsSpan(at)), vector);
            if (piece[at + 8] == 1) rows.Remove(row);
        }
    }

    private static void WriteLinks(ArrayBufferWriter<byte> piece, HnswGraph graph, int from, int to)
    {
        piece.ResetWrittenCount();
        Put(piece, 0);
        Span<int> neighbours = stackalloc int[HnswLinks.MostOnGround];
        for (var row = from; row < to; row++)
        {
            for (var level = 0; level <= graph.LevelOf(row); level++)
            {
                var count = graph.Links.Read(row, level, neighbours);
                piece.Write([(byte)count]);
                foreach (var neighbour in neighbours[..count]) Put(piece, neighbour);
            }
        }

        var length = piece.WrittenCount - 4;
        BinaryPrimitives.WriteInt32LittleEndian(MemoryMarshal.AsMemory(piece.WrittenMemory).Span, length);
    }

    private void ReadLinks(byte[] piece, HnswGraph graph, int from, int to)
    {
        Span<int> neighbours = stackalloc int[HnswLinks.MostOnGround];
        var at = 0;
        for (var row = from; row < to; row++)
        {
            var top = graph.LevelOf(row);
            graph.Links.Add(row, top);
            for (var level = 0; level <= top; level++)
            {
                var count = at < piece.Length ? piece[at++] : int.MaxValue;
                if (count > (level == 0 ? HnswLinks.MostOnGround : HnswLinks.Most) || at + 4 * count > piece.Length) throw Damaged();
                for (var i = 0; i < count; i++, at += 4)
                {
                    neighbours[i] = Int(piece, at);
                    if (neighbours[i] < 0 || neighbours[i] >= _linked || graph.LevelOf(neighbours[i]) < level) throw Damaged();
                }

                graph.Links.Write(row, level, neighbours[..count]);
            }
        }

        if (at != piece.Length) throw Damaged();
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> PieceAsync(CancellationToken cancellationToken)
    {
        var length = Int(await TakeAsync(4, cancellationToken).ConfigureAwait(false), 0);
        return length is >= 0 and <= LargestPiece ? await TakeAsync(length, cancellationToken).ConfigureAwait(false) : throw Damaged();
    }

    private async Task<byte[]> TakeAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        try
        {
            await _stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The vector index ends too early.", exception);
        }

        _hash.AppendData(bytes);
        return bytes;
    }

    private static void Put(ArrayBufferWriter<byte> piece, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(piece.GetSpan(4), number);
        piece.Advance(4);
    }

    private static int Int(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static InvalidDataException Damaged() => new("The vector index is damaged.");
}
