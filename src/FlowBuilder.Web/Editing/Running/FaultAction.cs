namespace FlowBuilder.Web.Editing.Running;

/// <summary>What a person can do at once about a node that failed.</summary>
internal enum FaultAction
{
    /// <summary>Nothing that a button could do.</summary>
    None,

    /// <summary>Look at the node's settings.</summary>
    OpenSettings,

    /// <summary>Set up a connection to a model.</summary>
    ConnectModel,

    /// <summary>Put in another value for the run.</summary>
    OpenInputs,

    /// <summary>Change what may be used.</summary>
    ChangeBudget,

    /// <summary>Look at what came into the node.</summary>
    OpenInput,
}
