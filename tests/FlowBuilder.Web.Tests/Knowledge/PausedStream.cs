namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>So many bytes of nothing, which stop half way until they are let on.</summary>
internal sealed class PausedStream(long length) : Stream
{
    private long _given;

    /// <summary>Ends once half of it is read.</summary>
    public TaskCompletionSource Half { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the other half come.</summary>
    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _given; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given >= length / 2 && Half.TrySetResult()) await GoOn.Task.WaitAsync(cancellationToken);
        var count = (int)Math.Min(buffer.Length, length - _given);
        buffer.Span[..count].Clear();
        _given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
