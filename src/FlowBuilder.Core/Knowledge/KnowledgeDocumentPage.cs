namespace FlowBuilder.Core.Knowledge;

/// <summary>Some documents of those that were asked for.</summary>
/// <param name="Documents">The documents, the latest added first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record KnowledgeDocumentPage(IReadOnlyList<KnowledgeDocument> Documents, int Total);
