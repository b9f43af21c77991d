namespace FlowBuilder.HazardTable;

/// <summary>A case of <c>docs/hazards.cases.json</c>.</summary>
/// <param name="Id">Such as <c>SEC-41</c>; permanent.</param>
/// <param name="Case">What is tried.</param>
/// <param name="Expected">What must happen.</param>
/// <param name="Remark">Why there is no test, or what the tests leave open; null where there is nothing to say.</param>
internal sealed record HazardCase(string Id, string Case, string Expected, string? Remark);
