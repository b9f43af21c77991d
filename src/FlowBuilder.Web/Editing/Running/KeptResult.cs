using FlowBuilder.Core.Execution;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>What an earlier run told of a node that later ones left out.</summary>
/// <param name="Run">How it ended.</param>
/// <param name="Lineage">What its outputs depend on, or null where that is not known.</param>
internal sealed record KeptResult(NodeRunSnapshot Run, string? Lineage);
