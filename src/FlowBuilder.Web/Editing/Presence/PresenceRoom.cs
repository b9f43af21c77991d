namespace FlowBuilder.Web.Editing.Presence;

/// <summary>The windows that have one flow open. Thread-safe.</summary>
internal sealed class PresenceRoom
{
    private readonly Lock _gate = new();
    private readonly List<PresenceSeat> _seats = [];
    private int _last;

    /// <summary>Raised after somebody came, left or took another name, on any thread.</summary>
    public event Action? GuestsChanged;

    /// <summary>Those whose connection stands, in the order in which they came.</summary>
    public IReadOnlyList<Guest> Guests
    {
        get
        {
            lock (_gate) return [.. _seats.Select(seat => seat.Guest).Where(guest => guest.IsHere)];
        }
    }

    /// <summary>Takes a seat; the room shows it once it introduced itself.</summary>
    public PresenceSeat Enter()
    {
        lock (_gate)
        {
            var taken = _seats.Select(seat => seat.Guest.Color).ToHashSet();
            var id = ++_last;
            var color = Enumerable.Range(0, Guest.Colors).FirstOrDefault(color => !taken.Contains(color), id % Guest.Colors);
            var seat = new PresenceSeat(this, new Guest { Id = id, Color = color, Animal = -1, IsHere = false });
            _seats.Add(seat);
            return seat;
        }
    }

    /// <summary>The others, as one seat sees them.</summary>
    public IReadOnlyList<PresenceSeat> OthersOf(PresenceSeat own)
    {
        lock (_gate) return [.. _seats.Where(seat => seat != own && seat.Guest.IsHere)];
    }

    /// <summary>Gives a seat another state, and tells the others.</summary>
    internal void Change(PresenceSeat seat, Func<Guest, Guest> change)
    {
        bool isShown;
        lock (_gate)
        {
            var before = seat.Guest;
            var after = change(before);
            if (after == before) return;
            if (after.Animal != before.Animal) after = after with { Number = FreeNumber(seat, after.Animal) };
            seat.Guest = after;
            isShown = (after.IsHere, after.Name, after.Animal) != (before.IsHere, before.Name, before.Animal);
        }

        TellOthers(seat, ofGuests: true);
        if (isShown) GuestsChanged?.Invoke();
    }

    /// <summary>Wakes everyone but one.</summary>
    /// <param name="own">The seat that something changed about.</param>
    /// <param name="ofGuests">Whether it is more than a pointer.</param>
    internal void TellOthers(PresenceSeat own, bool ofGuests)
    {
        lock (_gate)
        {
            foreach (var seat in _seats)
            {
                if (seat != own) seat.Wake(ofGuests);
            }
        }
    }

    /// <summary>Gives a seat up.</summary>
    internal void Leave(PresenceSeat seat)
    {
        lock (_gate)
        {
            if (!_seats.Remove(seat)) return;
        }

        TellOthers(seat, ofGuests: true);
        GuestsChanged?.Invoke();
    }

    private int FreeNumber(PresenceSeat own, int animal)
    {
        var taken = _seats.Where(seat => seat != own && seat.Guest.Animal == animal).Select(seat => seat.Guest.Number).ToHashSet();
        return Enumerable.Range(1, taken.Count + 1).First(number => !taken.Contains(number));
    }
}
