namespace FlowBuilder.Web.Components.Shared;

/// <summary>The short messages that a window shows, each for a few seconds.</summary>
internal sealed class Toasts(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);

    // What can be acted on must be read and reached first, perhaps by keyboard.
    private static readonly TimeSpan ShownLonger = TimeSpan.FromSeconds(12);

    private readonly Lock _gate = new();
    private readonly List<(Toast Toast, ITimer Timer)> _toasts = [];
    private bool _isHeld;

    /// <summary>Raised after a message came or went, on any thread.</summary>
    public event Action? Changed;

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<Toast> Current
    {
        get
        {
            lock (_gate) return [.. _toasts.Select(item => item.Toast)];
        }
    }

    /// <summary>Shows a message.</summary>
    public void Show(Toast toast)
    {
        lock (_gate)
        {
            // The same refusal twice is one message.
            foreach (var old in _toasts.Where(item => item.Toast.Text == toast.Text).ToList()) Drop(old);
            _toasts.Add((toast, time.CreateTimer(_ => Dismiss(toast), null, TimeFor(toast), Timeout.InfiniteTimeSpan)));
        }

        Changed?.Invoke();
    }

    /// <summary>Takes a message away.</summary>
    public void Dismiss(Toast toast)
    {
        lock (_gate)
        {
            foreach (var item in _toasts.Where(item => ReferenceEquals(item.Toast, toast)).ToList()) Drop(item);
        }

        Changed?.Invoke();
    }

    /// <summary>Keeps every message, those to come too, while somebody points at one or stands on one; and lets their time begin anew after it.</summary>
    /// <param name="isHeld">Whether they are kept.</param>
    public void Hold(bool isHeld)
    {
        lock (_gate)
        {
            _isHeld = isHeld;
            foreach (var (toast, timer) in _toasts) timer.Change(TimeFor(toast), Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var item in _toasts.ToList()) Drop(item);
        }
    }

    private TimeSpan TimeFor(Toast toast) =>
        _isHeld ? Timeout.InfiniteTimeSpan : toast.Action is null && !toast.IsProblem ? Shown : ShownLonger;

    private void Drop((Toast Toast, ITimer Timer) item)
    {
        item.Timer.Dispose();
        _toasts.Remove(item);
    }
}
