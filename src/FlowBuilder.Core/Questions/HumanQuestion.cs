using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Questions;

/// <summary>What a node asks a person: to approve or reject, and perhaps to fill in a form.</summary>
public sealed record HumanQuestion
{
    /// <summary>The longest that an answer can be waited for where there is an end.</summary>
    /// <value>45 days: a timer takes no more than 49.</value>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(45);

    /// <summary>What it is about, in Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>What would be done or sent, as far as it is worth seeing; or null.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>The label for approving; null for the usual one.</summary>
    public string? ApproveLabel { get; init; }

    /// <summary>The label for rejecting; null for the usual one.</summary>
    public string? RejectLabel { get; init; }

    /// <summary>What is to be filled in by whoever approves.</summary>
    public ImmutableArray<QuestionField> Fields { get; init; } = [];

    /// <summary>Until when an answer is waited for, in UTC, no later than <see cref="LongestWait"/> from the asking; null without end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What is wrong with an answer, by field; who rejects need not fill in anything.</summary>
    public IEnumerable<KeyValuePair<string, LocalText>> ProblemsOf(HumanAnswer answer)
    {
        foreach (var name in answer.Values.Keys.Where(name => Fields.All(field => field.Name != name)))
        {
            yield return new(name, LocalText.Of(
                $"There is no field \"{name}\". The fields are: {Names}.", $"\"{name}\" 항목이 없습니다. 쓸 수 있는 항목: {Names}."));
        }

        if (!answer.IsApproved) yield break;
        foreach (var field in Fields)
        {
            if (field.ProblemOf(field.ValueIn(answer)) is { } problem) yield return new(field.Name, problem);
        }
    }

    private string Names => Fields.IsEmpty ? "–" : string.Join(", ", Fields.Select(known => known.Name));
}
