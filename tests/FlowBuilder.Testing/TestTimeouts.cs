namespace FlowBuilder.Testing;

/// <summary>How long a test waits for what must happen: long enough for a busy machine, so that only a hang runs into it.</summary>
public static class TestTimeouts
{
    /// <summary>Milliseconds for <c>[CancelAfter]</c>.</summary>
    public const int Default = 30_000;

    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
}
