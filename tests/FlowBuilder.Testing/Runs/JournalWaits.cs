using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Testing.Runs;

/// <summary>Waiting for what happens in a run.</summary>
public static class JournalWaits
{
    /// <summary>The first event of a kind, as soon as it is there.</summary>
    public static async Task<TEvent> WaitForAsync<TEvent>(this RunJournal journal)
        where TEvent : RunEvent
    {
        using var patience = new CancellationTokenSource(TestTimeouts.Long);
        await foreach (var runEvent in journal.ReadAsync(0, patience.Token))
        {
            if (runEvent is TEvent found) return found;
        }

        throw new InvalidOperationException($"The run ended without a {typeof(TEvent).Name}.");
    }
}
