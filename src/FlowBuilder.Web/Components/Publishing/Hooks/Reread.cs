namespace FlowBuilder.Web.Components.Publishing.Hooks;

/// <summary>Reads something again and again while it is shown, because it changes by itself.</summary>
/// <param name="time">The clock.</param>
/// <param name="read">Reads it; runs on the dispatcher.</param>
/// <param name="dispatch">Brings work to the dispatcher of whoever shows it.</param>
internal sealed class Reread(TimeProvider time, Func<Task> read, Func<Func<Task>, Task> dispatch) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _left = new();

    /// <summary>Begins.</summary>
    public void Start() => _ = RepeatAsync(_left.Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task RepeatAsync(CancellationToken left)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(left)) await dispatch(read);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody looks any more.
        }
    }
}
