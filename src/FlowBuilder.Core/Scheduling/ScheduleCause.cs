namespace FlowBuilder.Core.Scheduling;

/// <summary>Why a schedule was to run.</summary>
public enum ScheduleCause
{
    /// <summary>Its time had come.</summary>
    Due,

    /// <summary>Times had been missed, and one run makes up for them.</summary>
    CatchUp,

    /// <summary>A person asked for it.</summary>
    ByHand,
}
