namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>In what form a flow leaves the program.</summary>
internal enum DownloadForm
{
    /// <summary>The flow's own file.</summary>
    File,

    /// <summary>A bundle with the flows that it runs.</summary>
    Bundle,

    /// <summary>A bundle with the flows that it runs and the knowledge bases that they name.</summary>
    BundleWithKnowledge,
}
