namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What came of an upload.</summary>
/// <param name="Documents">What was stored, in the order sent; each is worked on from now on.</param>
/// <param name="Refused">What was not stored.</param>
internal sealed record AddedDocuments(IReadOnlyList<DocumentItem> Documents, IReadOnlyList<RefusedDocument> Refused);
