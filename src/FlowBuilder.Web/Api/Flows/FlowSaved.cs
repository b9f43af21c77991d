using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>A flow was stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Revision">Its revision now.</param>
/// <param name="Warnings">What still keeps it from running, or is worth knowing.</param>
internal sealed record FlowSaved(string Id, long Revision, IReadOnlyList<ProblemItem> Warnings);
