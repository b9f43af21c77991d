namespace FlowBuilder.Interchange.Bundles;

/// <summary>How many bytes may still be unpacked of one file.</summary>
internal sealed class UnpackingBudget(long bytes)
{
    public long Left { get; private set; } = bytes;

    public void Take(long bytes) => Left -= bytes;
}
