namespace FlowBuilder.Core.Flows;

/// <summary>What happens to a node that changes something outside where the program ended while it was under way: whether it has done so, nobody knows.</summary>
public enum InterruptionPolicy
{
    /// <summary>It fails, and its <see cref="ErrorPolicy"/> says what that leads to.</summary>
    Fail,

    /// <summary>It runs again, with the same idempotency key.</summary>
    Repeat,
}
