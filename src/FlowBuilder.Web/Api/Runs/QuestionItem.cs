using System.Text.Json;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A question that a run waits with.</summary>
/// <param name="QuestionId">Tells it from the run's others.</param>
/// <param name="NodeId">The path of the node that asks.</param>
/// <param name="Text">What it is about, in Markdown.</param>
/// <param name="Details">What would be done or sent.</param>
/// <param name="ApproveLabel">The label for approving, where it is not the usual one.</param>
/// <param name="RejectLabel">The label for rejecting, where it is not the usual one.</param>
/// <param name="Fields">What is to be filled in by whoever approves.</param>
/// <param name="Since">When it was asked.</param>
/// <param name="Until">Until when an answer is waited for; absent without end.</param>
internal sealed record QuestionItem(
    string QuestionId,
    string NodeId,
    string Text,
    JsonElement? Details,
    string? ApproveLabel,
    string? RejectLabel,
    IReadOnlyList<QuestionField> Fields,
    DateTimeOffset Since,
    DateTimeOffset? Until)
{
    /// <summary>A question as the API shows it.</summary>
    public static QuestionItem Of(OpenQuestion open) => new(
        open.Id,
        open.Node,
        open.Question.Text,
        open.Question.Details,
        open.Question.ApproveLabel,
        open.Question.RejectLabel,
        open.Question.Fields,
        open.Since,
        open.Question.Until);
}
