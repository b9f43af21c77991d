namespace FlowBuilder.Core.Execution.Durability;

/// <summary>What of a run is on disk while it is under way, and so what an end of the program can take from it.</summary>
public enum RunDurability
{
    /// <summary>Everything that happens, in groups, before anyone sees it: the run goes on after its last finished node.</summary>
    Node,

    /// <summary>Its start, and what came before each node that changes something outside: the run begins anew from there.</summary>
    Run,

    /// <summary>Nothing before its end: an end of the program ends the run without a trace.</summary>
    None,
}
