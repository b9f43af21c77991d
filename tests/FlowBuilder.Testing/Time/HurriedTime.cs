namespace FlowBuilder.Testing.Time;

/// <summary>A clock on which short waits, such as the one before another try, are over at once; long ones, such as time limits, are not.</summary>
/// <param name="shortest">The shortest wait that is really waited for.</param>
public sealed class HurriedTime(TimeSpan shortest) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < shortest && dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
