namespace FlowBuilder.Storage.Tests.Support;

/// <summary>A clock that stands until the test moves it.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
