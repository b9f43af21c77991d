namespace FlowBuilder.Web.Scheduling;

/// <summary>Tells who shows schedules, and who runs them, that something changed.</summary>
internal sealed class ScheduleNews
{
    /// <summary>Raised with an endpoint's slug after a schedule of it, or what came of one, changed; on any thread.</summary>
    public event Action<string>? Changed;

    /// <summary>Raised after somebody added, changed or removed a schedule; on any thread.</summary>
    public event Action? Edited;

    /// <summary>Tells that a person or a program changed schedules of an endpoint.</summary>
    public void TellEdited(string slug)
    {
        Edited?.Invoke();
        Changed?.Invoke(slug);
    }

    /// <summary>Tells that a time of a schedule was dealt with.</summary>
    public void TellCame(string slug) => Changed?.Invoke(slug);
}
