namespace FlowBuilder.Core.Knowledge;

/// <summary>The states of documents as people tell them apart.</summary>
public enum KnowledgeDocumentGroup
{
    /// <summary>Waiting or worked on.</summary>
    Unfinished,

    /// <summary>It can be found as it is.</summary>
    Ready,

    /// <summary>It could not be read or embedded.</summary>
    Failed,

    /// <summary>A person stopped it.</summary>
    Cancelled,
}
