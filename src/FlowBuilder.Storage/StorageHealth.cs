using FlowBuilder.Core.Text;

namespace FlowBuilder.Storage;

/// <summary>Whether the store still takes writes; for the readiness check and for a banner.</summary>
public sealed class StorageHealth
{
    private volatile LocalText? _readOnlyBecause;

    /// <summary>Why nothing is written any more until the program is started again, or null while all is well.</summary>
    public LocalText? ReadOnlyBecause => _readOnlyBecause;

    internal void TurnReadOnly(LocalText because) => _readOnlyBecause ??= because;

    internal void ThrowIfReadOnly()
    {
        if (_readOnlyBecause is { } because) throw new StorageException(StorageException.ReadOnly, because);
    }
}
