namespace FlowBuilder.Core.Knowledge;

/// <summary>How far a document is on its way to being found.</summary>
public enum KnowledgeDocumentState
{
    /// <summary>Stored, and next in line.</summary>
    Waiting,

    /// <summary>Its text is being read out of its bytes.</summary>
    Loading,

    /// <summary>Its text is being cut into chunks.</summary>
    Splitting,

    /// <summary>Its chunks are being turned into vectors.</summary>
    Embedding,

    /// <summary>It can be found.</summary>
    Ready,

    /// <summary>It could not be read or embedded; what was there before is still found.</summary>
    Failed,

    /// <summary>A person stopped it; what was there before is still found.</summary>
    Cancelled,
}
