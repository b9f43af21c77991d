namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>What a person can ask for a document.</summary>
public enum DocumentAct
{
    /// <summary>Stop the work on it.</summary>
    Cancel,

    /// <summary>Try it again.</summary>
    Retry,

    /// <summary>Index it anew.</summary>
    Reindex,

    /// <summary>Give back the file as it came.</summary>
    Download,

    /// <summary>Remove it.</summary>
    Delete,
}
