namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>Reads a part of an archive and stops where it grows beyond the limits.</summary>
/// <remarks>
/// What counts is what comes out, not what the archive declares. A run without any <c>&lt;</c> is bounded too, since a reader of
/// XML holds a whole text or tag in memory.
/// </remarks>
internal sealed class PartStream(Stream inner, long packedBytes, FileToLoad file, CancellationToken cancellationToken) : Stream
{
    private const long RatioFloor = 4 * 1024 * 1024;
    private const long LongestElement = 16 * 1024 * 1024;

    private long _read;
    private long _sinceTag;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = inner.Read(buffer);
        _read += count;
        file.Budget.Unpack(file.Name, count);
        if (_read > RatioFloor && _read / file.Budget.Limits.Ratio > packedBytes) throw PackageFault.IsBomb(file.Name, file.Budget.Limits.Ratio);
        var tag = buffer[..count].LastIndexOf((byte)'<');
        _sinceTag = tag < 0 ? _sinceTag + count : count - tag;
        return _sinceTag > LongestElement ? throw PackageFault.HasEndlessElement(file.Name, LongestElement) : count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
