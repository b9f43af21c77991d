namespace FlowBuilder.Core.Knowledge;

/// <summary>A knowledge base was changed meanwhile; nothing was saved.</summary>
/// <param name="currentRevision">The revision that is stored.</param>
public sealed class KnowledgeConflictException(long currentRevision) : Exception("The knowledge base has been changed meanwhile.")
{
    /// <summary>The revision that is stored.</summary>
    public long CurrentRevision { get; } = currentRevision;
}
