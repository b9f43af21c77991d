namespace FlowBuilder.Web.Editing;

/// <summary>One window's hold on a session; the session ends with its last.</summary>
/// <param name="session">The session.</param>
/// <param name="release">Called once, when the window lets go.</param>
internal sealed class EditSessionLease(EditSession session, Func<ValueTask> release) : IAsyncDisposable
{
    private int _released;

    /// <summary>The session.</summary>
    public EditSession Session { get; } = session;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _released, 1) == 0 ? release() : ValueTask.CompletedTask;
}
