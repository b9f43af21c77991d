using System.Runtime.CompilerServices;

namespace FlowBuilder.Core.Values;

/// <summary>A text that is still being made: any number of readers follow it from its start, each at its own speed.</summary>
/// <remarks>
/// Safe for one writer and any number of concurrent readers. It holds its characters once, however many read; a slow
/// reader holds up neither the writer nor another reader, and finds all that came meanwhile as one chunk. A reader may
/// stop at any time without telling anyone.
/// </remarks>
public sealed class LiveText
{
    private readonly Lock _gate = new();
    private char[] _buffer = [];
    private int _length;
    private string? _latest;
    private string? _whole;
    private Exception? _failure;
    private TaskCompletionSource? _changed;

    internal LiveText()
    {
    }

    /// <summary>A text that is whole already.</summary>
    public static LiveText Of(string text) => new() { _whole = text, _length = text.Length };

    /// <summary>Whether nothing more will come; true for a broken text too.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_gate) return _whole is not null || _failure is not null;
        }
    }

    /// <summary>Characters so far.</summary>
    public int Length
    {
        get
        {
            lock (_gate) return _length;
        }
    }

    /// <summary>The chunks from the start of the text to its end, as they come; an empty text is one empty chunk.</summary>
    /// <remarks>So a node that gives something for each chunk gives something for an empty text, and its port is not dead.</remarks>
    /// <exception cref="Exception">The text broke off: the exception its maker ended it with, after all that had come.</exception>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = 0;
        while (true)
        {
            string? chunk = null;
            Task? wait = null;
            lock (_gate)
            {
                var end = EndOfChunk(read);
                if (end > read) chunk = Slice(read, end);
                else if (_failure is not null) throw _failure;
                else if (_whole is not null) break;
                else wait = (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (chunk is not null)
            {
                read += chunk.Length;
                yield return chunk;
            }
            else
            {
                await wait!.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (read == 0) yield return "";
    }

    /// <summary>The whole text, once it has ended.</summary>
    /// <exception cref="Exception">The text broke off: the exception its maker ended it with.</exception>
    public async ValueTask<string> WholeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                if (_failure is not null) throw _failure;
                if (_whole is not null) return _whole;
                wait = (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal void Append(string chunk)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            if (_length + chunk.Length > _buffer.Length)
                Array.Resize(ref _buffer, Math.Max(_length + chunk.Length, Math.Max(256, _buffer.Length * 2)));
            chunk.CopyTo(0, _buffer, _length, chunk.Length);
            _length += chunk.Length;
            _latest = chunk;
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    internal string Complete()
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            _whole ??= new string(_buffer, 0, _length);
            _buffer = [];
            _latest = null;
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
        return _whole;
    }

    internal void Break(Exception failure)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            if (_whole is null) _failure ??= failure;
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    // A chunk never ends between the halves of a surrogate pair, so that each chunk is a text of its own.
    private int EndOfChunk(int start) =>
        _length > start && _whole is null && char.IsHighSurrogate(_buffer[_length - 1]) ? _length - 1 : _length;

    // A reader that keeps up is given the writer's own piece.
    private string Slice(int start, int end)
    {
        if (_whole is not null) return _whole[start..end];
        return _latest?.Length == end - start && end == _length ? _latest : new string(_buffer, start, end - start);
    }
}
