namespace FlowBuilder.Providers.Tests.Support;

internal static class TestTimeouts
{
    /// <summary>Milliseconds after which a test that hangs is given up; no test waits for it on purpose.</summary>
    public const int Default = 20_000;
}
