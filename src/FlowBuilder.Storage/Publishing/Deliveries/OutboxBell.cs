namespace FlowBuilder.Storage.Publishing.Deliveries;

/// <summary>Tells who empties the outbox that something was put in, by whichever store.</summary>
internal sealed class OutboxBell
{
    public event Action? Rung;

    public void Ring() => Rung?.Invoke();
}
