using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Budgets;

/// <summary>An answer whose first piece has come, so that a refusal is known before anything is given on.</summary>
internal sealed class StartedUpdates : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;

    private StartedUpdates(IAsyncEnumerator<ChatResponseUpdate> updates) => _updates = updates;

    /// <summary>Whether there is a piece.</summary>
    public bool HasCurrent { get; private set; }

    /// <summary>The piece.</summary>
    public ChatResponseUpdate Current => _updates.Current;

    /// <summary>Waits for the first piece.</summary>
    public static async ValueTask<StartedUpdates> OfAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var started = new StartedUpdates(updates.GetAsyncEnumerator());
        try
        {
            await started.MoveAsync().ConfigureAwait(false);
            return started;
        }
        catch
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Goes to the next piece.</summary>
    public async ValueTask MoveAsync() => HasCurrent = await _updates.MoveNextAsync().ConfigureAwait(false);

    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
