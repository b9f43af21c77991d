namespace FlowBuilder.Web.Editing.Presence;

/// <summary>One window's seat in the room of a flow: what it tells the others, and news of them. Thread-safe.</summary>
/// <remarks>News are never queued: who reads slowly reads the latest state.</remarks>
internal sealed class PresenceSeat : IDisposable
{
    /// <summary>The shortest time between two pictures of the others.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(34);

    private readonly PresenceRoom _room;
    private readonly SemaphoreSlim _news = new(0, 1);
    private int _isAwake;
    private int _hasNewGuests;

    internal PresenceSeat(PresenceRoom room, Guest guest) => (_room, Guest) = (room, guest);

    /// <summary>Raised when this window's person wants to see what another sees, on this window's dispatcher.</summary>
    public event Action<CanvasView>? LookWanted;

    /// <summary>What the others know of it.</summary>
    public Guest Guest { get; internal set; }

    /// <summary>Where its pointer is, or null while it is not on the canvas.</summary>
    public GuestPointer? Pointer { get; private set; }

    /// <summary>Where it looks, or null before it said so.</summary>
    public CanvasView? View { get; set; }

    /// <summary>Whether somebody else is in the flow.</summary>
    public bool HasCompany => _room.OthersOf(this).Count > 0;

    /// <summary>Shows it to the others, under a name or that of an animal.</summary>
    public void Introduce(string name, int animal) => Change(guest => guest with
    {
        IsHere = true,
        Name = Trimmed(name),
        Animal = Math.Abs(animal % Guest.Animals),
    });

    /// <summary>Takes another name; an empty one stands for the animal's.</summary>
    public void Rename(string name) => Change(guest => guest with { Name = Trimmed(name) });

    /// <summary>Changes what the others know of it.</summary>
    public void Change(Func<Guest, Guest> change) => _room.Change(this, change);

    /// <summary>Hides it while its connection is down.</summary>
    public void ShowConnected(bool isConnected)
    {
        if (!isConnected) Pointer = null;
        Change(guest => guest with { IsHere = isConnected });
    }

    /// <summary>Says where its pointer is; null once it has left the canvas.</summary>
    public void Point(GuestPointer? pointer)
    {
        if (pointer is null && Pointer is null) return;
        Pointer = pointer;
        _room.TellOthers(this, ofGuests: false);
    }

    /// <summary>Has the others shown anew, after whoever watches may have missed something.</summary>
    public void LookAgain() => Wake(ofGuests: true);

    /// <summary>Asks for what another sees.</summary>
    public void LookAt(int guest)
    {
        if (_room.OthersOf(this).FirstOrDefault(seat => seat.Guest.Id == guest)?.View is { } view) LookWanted?.Invoke(view);
    }

    /// <summary>Hands on pictures of the others until the token ends it: at most one in 34 milliseconds, the next only after the last was shown.</summary>
    /// <param name="show">Shows the others; with whether more than pointers is new.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task WatchAsync(Func<IReadOnlyList<PresenceSeat>, bool, Task> show, TimeProvider time, CancellationToken cancellationToken)
    {
        LookAgain();
        while (true)
        {
            await _news.WaitAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Exchange(ref _isAwake, 0);
            var hasNewGuests = Interlocked.Exchange(ref _hasNewGuests, 0) == 1;
            await show(_room.OthersOf(this), hasNewGuests).ConfigureAwait(false);
            await Task.Delay(Frame, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Leave(this);

    /// <summary>Says that there is news of the others.</summary>
    internal void Wake(bool ofGuests)
    {
        if (ofGuests) Interlocked.Exchange(ref _hasNewGuests, 1);
        if (Interlocked.Exchange(ref _isAwake, 1) == 0) _news.Release();
    }

    private static string Trimmed(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length > Guest.LongestName ? trimmed[..Guest.LongestName] : trimmed;
    }
}
