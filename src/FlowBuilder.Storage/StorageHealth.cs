using FlowBuilder.Core.Text;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage;

/// <summary>Whether the store takes writes; for the readiness check and for a banner.</summary>
public sealed class StorageHealth(ILogger<StorageHealth> logger)
{
    private volatile LocalText? _readOnlyBecause;
    private volatile LocalText? _refusedBecause;

    /// <summary>Raised when <see cref="Trouble"/> has changed, on the thread that found it.</summary>
    public event Action? Changed;

    /// <summary>Why nothing is written any more until the program is started again, or null while it may be.</summary>
    public LocalText? ReadOnlyBecause => _readOnlyBecause;

    /// <summary>
    /// Why writes are refused, for good or for now: a full disk and a held database are tried again every few seconds, and this is
    /// null soon after they have gone. Null while all is well.
    /// </summary>
    public LocalText? Trouble => _readOnlyBecause ?? _refusedBecause;

    /// <summary>Whether writes are refused for a reason that may go away by itself.</summary>
    internal bool IsRefusingForNow => _readOnlyBecause is null && _refusedBecause is not null;

    internal void TurnReadOnly(LocalText because, Exception cause)
    {
        if (_readOnlyBecause is not null) return;
        _readOnlyBecause = because;
        logger.LogCritical(cause, "Nothing is saved any more until the program is started again: {Reason}", because.English);
        Changed?.Invoke();
    }

    /// <summary>A write was refused by the disk or the file, or by another program that holds it.</summary>
    internal void RefuseForNow(StorageException fault)
    {
        if (Trouble?.Equals(fault.Text) == true) return;
        _refusedBecause = fault.Text;
        logger.LogError(fault, "Nothing can be saved for now: {Reason}", fault.Text.English);
        Changed?.Invoke();
    }

    /// <summary>A write has succeeded after some were refused.</summary>
    internal void Recover()
    {
        if (_refusedBecause is null) return;
        _refusedBecause = null;
        logger.LogInformation("Saving works again.");
        Changed?.Invoke();
    }

    internal void ThrowIfReadOnly()
    {
        if (_readOnlyBecause is { } because) throw new StorageException(StorageException.ReadOnly, because);
    }
}
