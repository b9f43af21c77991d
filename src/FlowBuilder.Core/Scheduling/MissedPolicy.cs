namespace FlowBuilder.Core.Scheduling;

/// <summary>What is done about the times of a schedule that passed while the program was not there to run them.</summary>
public enum MissedPolicy
{
    /// <summary>They are left out.</summary>
    Skip,

    /// <summary>One run makes up for all of them.</summary>
    Once,
}
