namespace FlowBuilder.Core.Knowledge;

/// <summary>The right to work on a document. It is void once the document is replaced, cancelled, deleted or to be indexed anew.</summary>
/// <param name="Document">The document as it was when the work began.</param>
/// <param name="Number">The document's number.</param>
/// <param name="Turn">How often the document has been put in line.</param>
/// <param name="Attempt">How often work on this turn has begun, from 1; more than 1 after the program was stopped in its midst.</param>
public sealed record KnowledgeTicket(KnowledgeDocument Document, long Number, long Turn, int Attempt);
