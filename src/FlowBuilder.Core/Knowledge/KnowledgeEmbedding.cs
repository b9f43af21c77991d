namespace FlowBuilder.Core.Knowledge;

/// <summary>A model that turns texts into vectors.</summary>
/// <param name="Connection">The name of the connection through which it is reached.</param>
/// <param name="Model">Its name at the provider.</param>
public sealed record KnowledgeEmbedding(string Connection, string Model);
