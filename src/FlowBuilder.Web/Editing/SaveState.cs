namespace FlowBuilder.Web.Editing;

/// <summary>Whether what is seen is on disk.</summary>
internal enum SaveState
{
    /// <summary>Everything is.</summary>
    Saved,

    /// <summary>A change is about to be saved, or being saved.</summary>
    Saving,

    /// <summary>The store did not answer; it is tried again.</summary>
    Failing,

    /// <summary>Somebody deleted the flow meanwhile.</summary>
    Gone,
}
