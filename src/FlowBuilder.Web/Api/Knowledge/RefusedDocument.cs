namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>A file that was not stored.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Code">Why, as a stable code.</param>
/// <param name="Detail">Why, and what to do.</param>
internal sealed record RefusedDocument(string Source, string Code, string Detail);
