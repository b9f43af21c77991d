using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Models;

/// <summary>Is told what happens to one call to a provider while it is under way; a node's context is one.</summary>
public interface ICallObserver
{
    /// <summary>A try failed and the call will be made again.</summary>
    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="delay">How long the call waits before the next try.</param>
    /// <param name="reason">Why, for people.</param>
    void OnRetry(int attempt, TimeSpan delay, LocalText reason);
}
