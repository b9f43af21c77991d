namespace FlowBuilder.Core.Nodes;

/// <summary>How what a node does outside is kept in a recording of a run.</summary>
public enum RecordedAs
{
    /// <summary>As a whole where the node says that it uses the network or changes something outside, and takes no model through its constructor; else call by call.</summary>
    Auto,

    /// <summary>What it gave for its settings and inputs is kept; in a replay it does not run, and tools that it gives answer from the recording.</summary>
    Whole,

    /// <summary>It runs in a replay too; its calls of models are given from the recording.</summary>
    Calls,
}
