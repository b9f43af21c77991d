using System.Text.Json;
using FlowBuilder.Core.Questions;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A person's answer to a node that waits.</summary>
/// <param name="NodeId">The path of the node that waits.</param>
/// <param name="Decision"><c>approve</c> or <c>reject</c>; or true or false.</param>
/// <param name="Comment">Why, in their words.</param>
/// <param name="Values">What they filled in, by the names of the question's fields.</param>
/// <param name="QuestionId">Which question, where the node asks several at once; the oldest by default.</param>
internal sealed record ResumeBody(
    string NodeId, JsonElement Decision, string? Comment = null, IReadOnlyDictionary<string, JsonElement>? Values = null, string? QuestionId = null)
{
    /// <summary>The longest comment, in characters.</summary>
    public const int LongestComment = 10_000;

    /// <summary>The answer.</summary>
    /// <exception cref="ApiException">The decision is neither, or the comment is too long.</exception>
    public HumanAnswer ToAnswer()
    {
        if (Comment is { Length: > LongestComment })
        {
            throw new ApiException(ApiProblem.Of(MemberProblem.MustBe(
                "answer.comment", "comment", $"no longer than {LongestComment} characters", $"{LongestComment}자 이하")));
        }

        return new HumanAnswer(IsApproval()) { Comment = Comment, Values = Values ?? new Dictionary<string, JsonElement>() };
    }

    private bool IsApproval() => Decision switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } when Decision.GetString() is "approve" or "approved" => true,
        { ValueKind: JsonValueKind.String } when Decision.GetString() is "reject" or "rejected" => false,
        _ => throw new ApiException(ApiProblem.Of(MemberProblem.MustBe(
            "answer.decision", "decision", "\"approve\" or \"reject\"", "\"approve\"(승인) 또는 \"reject\"(거절)"))),
    };
}
