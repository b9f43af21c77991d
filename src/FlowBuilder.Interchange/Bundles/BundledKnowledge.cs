using System.Collections.Immutable;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>A knowledge base of a bundle, with its documents as they were added: what is made of them is made anew.</summary>
/// <param name="Base">Its id, name, description and settings.</param>
/// <param name="Documents">Its documents with their bytes.</param>
public sealed record BundledKnowledge(KnowledgeBase Base, ImmutableArray<KnowledgeUpload> Documents);
