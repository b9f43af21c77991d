namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>Something that one component shows, with a number that tells whether the component is up to date.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
public abstract class ViewModel
{
    /// <summary>Raised after a change of what is seen.</summary>
    public event Action? Changed;

    /// <summary>Raised by every change.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Says that something seen has changed.</summary>
    protected void Touch()
    {
        Version++;
        Changed?.Invoke();
    }
}
