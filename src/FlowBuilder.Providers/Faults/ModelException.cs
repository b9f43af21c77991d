using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Providers.Faults;

/// <summary>A failed call to a provider, with what the retries and the breaker need to know of it.</summary>
internal sealed class ModelException(
    string code,
    LocalText text,
    FaultKind kind,
    bool isTransient = false,
    Exception? innerException = null)
    : NodeException(code, text, kind, isTransient, innerException)
{
    /// <summary>How long the provider asked to wait, or null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the provider was down or mute, which is what opens the breaker; a refused request is not that.</summary>
    public bool IsOutage { get; init; }
}
