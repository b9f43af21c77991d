namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>Something that one component shows, with a number that tells whether the component is up to date.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
public abstract class ViewModel
{
    /// <summary>Raised after a change of what is seen; once for several changes that came together.</summary>
    public event Action? Changed;

    /// <summary>Raised by every change.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Gathers changes that come together, or null where each is told at once.</summary>
    internal Redraw? Redraw { get; init; }

    /// <summary>Tells the component that shows it to draw itself again.</summary>
    internal void Tell() => Changed?.Invoke();

    /// <summary>Says that something seen has changed.</summary>
    protected void Touch()
    {
        Version++;
        if (Redraw is { } redraw) redraw.Add(this);
        else Tell();
    }
}
