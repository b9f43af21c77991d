namespace FlowBuilder.Core.Knowledge;

/// <summary>Which documents of a knowledge base are asked for.</summary>
/// <param name="State">Only those of this kind; null for all.</param>
/// <param name="Name">Only those with this in their title or source, whatever the case of its ASCII letters; empty for all.</param>
public sealed record KnowledgeDocumentFilter(KnowledgeDocumentGroup? State = null, string Name = "");
