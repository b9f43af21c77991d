using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>A run that is kept cannot go on.</summary>
/// <param name="reason">Why, for people.</param>
/// <param name="cause">What was thrown, or null.</param>
internal sealed class CannotContinueException(LocalText reason, Exception? cause = null) : Exception(reason.English, cause)
{
    /// <summary>Why, for people.</summary>
    public LocalText Reason { get; } = reason;
}
