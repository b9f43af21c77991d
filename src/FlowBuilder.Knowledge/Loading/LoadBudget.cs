namespace FlowBuilder.Knowledge.Loading;

/// <summary>What has been used of the limits while one file is read with all that lies in it; for one thread at a time.</summary>
internal sealed class LoadBudget(DocumentLimits limits)
{
    private long _unpacked;
    private long _characters;

    /// <summary>The limits.</summary>
    public DocumentLimits Limits => limits;

    /// <summary>Counts bytes that came out of an archive.</summary>
    /// <exception cref="Core.Faults.NodeException">They are too many.</exception>
    public void Unpack(string name, int bytes)
    {
        _unpacked += bytes;
        if (_unpacked > limits.UnpackedBytes) throw Packages.PackageFault.UnpacksTooFar(name, limits.UnpackedBytes);
    }

    /// <summary>Counts text that is kept.</summary>
    /// <exception cref="Core.Faults.NodeException">It is too much.</exception>
    public void Keep(string name, int characters)
    {
        _characters += characters;
        if (_characters > limits.Characters) throw LoadFault.TooMuchText(name, limits.Characters);
    }
}
