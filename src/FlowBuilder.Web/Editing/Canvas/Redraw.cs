namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>Gathers what one act changed on the canvas, so that it reaches the browser as one message and not one for each card.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
internal sealed class Redraw
{
    private readonly HashSet<ViewModel> _changed = [];
    private int _depth;
    private bool _isAsked;

    /// <summary>Raised when an act is over and something is to be drawn: who hears it calls <see cref="Tell"/> while it renders.</summary>
    public event Action? Ready;

    /// <summary>Notes a change; outside of an act it is told at once.</summary>
    public void Add(ViewModel model)
    {
        _changed.Add(model);
        Ask();
    }

    /// <summary>Wants to be drawn although no single model changed: some came, or went.</summary>
    public void Ask()
    {
        _isAsked = true;
        if (_depth == 0) Finish();
    }

    /// <summary>Does something that changes much.</summary>
    /// <param name="act">What is done; may itself contain another.</param>
    public void During(Action act)
    {
        _depth++;
        try
        {
            act();
        }
        finally
        {
            _depth--;
        }

        if (_depth == 0) Finish();
    }

    /// <summary>Tells the components of all that changed to draw themselves again.</summary>
    public void Tell()
    {
        foreach (var model in _changed) model.Tell();
        _changed.Clear();
    }

    private void Finish()
    {
        if (!_isAsked) return;
        _isAsked = false;
        if (Ready is null) Tell();
        else Ready();
    }
}
