using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>A knowledge base as callers see it.</summary>
/// <param name="Id">What flows and addresses call it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Settings">How its documents are cut and embedded.</param>
/// <param name="Revision">Counts its changes.</param>
/// <param name="State"><c>indexing</c> while a document waits or is worked on, else <c>ready</c>.</param>
/// <param name="Counts">How much it holds.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When its name, description or settings were changed last.</param>
internal sealed record KnowledgeItem(
    string Id,
    string Name,
    string Description,
    KnowledgeSettings Settings,
    long Revision,
    string State,
    KnowledgeCounts Counts,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What is shown of a knowledge base.</summary>
    public static KnowledgeItem Of(KnowledgeBaseSummary summary) => new(
        summary.Base.Id,
        summary.Base.Name,
        summary.Base.Description,
        summary.Base.Settings,
        summary.Base.Revision,
        summary.Counts.Unfinished > 0 ? "indexing" : "ready",
        summary.Counts,
        summary.Base.CreatedAt,
        summary.Base.UpdatedAt);
}
