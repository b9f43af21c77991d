namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Documents were put in line again.</summary>
/// <param name="Documents">How many.</param>
internal sealed record Reindexing(int Documents);
