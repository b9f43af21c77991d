using System.Threading.Channels;
using FlowBuilder.Storage;
using FlowBuilder.Web.Knowledge;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Reads again what a page shows of knowledge bases whenever it has changed, but no more than a few times a second.</summary>
internal sealed class KnowledgeWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _left = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly KnowledgeNews _news;
    private readonly string? _baseId;
    private readonly string? _documentId;
    private bool _isGone;

    /// <summary>Begins to listen.</summary>
    /// <param name="news">Tells of changes.</param>
    /// <param name="baseId">The knowledge base that is shown; null for all.</param>
    /// <param name="documentId">The document that is shown; null for all.</param>
    public KnowledgeWatch(KnowledgeNews news, string? baseId = null, string? documentId = null)
    {
        (_news, _baseId, _documentId) = (news, baseId, documentId);
        news.Changed += Note;
    }

    /// <summary>Begins to read after each change.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="read">Reads, and shows it.</param>
    /// <param name="dispatch">Brings work to the dispatcher of whoever shows it.</param>
    public void Start(TimeProvider time, Func<Task> read, Func<Func<Task>, Task> dispatch)
    {
        // Whoever shows it may have been left while it was first read.
        if (!_isGone) _ = RepeatAsync(time, read, dispatch, _left.Token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isGone = true;
        _news.Changed -= Note;
        _left.Cancel();
        _left.Dispose();
    }

    // What cannot be read now is read at the next change.
    private static async Task ReadAsync(Func<Task> read, Func<Func<Task>, Task> dispatch)
    {
        try
        {
            await dispatch(read);
        }
        catch (StorageException)
        {
            // The store tells of itself in the log.
        }
    }

    private void Note(string baseId, string? documentId)
    {
        if (_baseId is not null && baseId != _baseId) return;
        if (_documentId is not null && documentId is not null && documentId != _documentId) return;
        _bell.Writer.TryWrite(true);
    }

    private async Task RepeatAsync(TimeProvider time, Func<Task> read, Func<Func<Task>, Task> dispatch, CancellationToken left)
    {
        try
        {
            while (true)
            {
                await _bell.Reader.ReadAsync(left);
                await ReadAsync(read, dispatch);
                await Task.Delay(Pause, time, left);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody looks any more.
        }
    }
}
