using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Chatting;

/// <summary>Reads the answer to a message from a run.</summary>
internal static class ChatAnswer
{
    /// <summary>The answer so far, in Markdown; several results one after the other, each under its title.</summary>
    public static string TextOf(RunSnapshot run, ChatContract contract)
    {
        var parts = new List<(string Title, string Text)>();
        foreach (var answer in contract.Answers)
        {
            if (run.Nodes.GetValueOrDefault(answer.Node.Value)?.TextOf(answer.Port) is { Length: > 0 } text) parts.Add((answer.Title, text));
        }

        return parts.Count == 1 ? parts[0].Text : string.Join("\n\n", parts.Select(part => $"#### {part.Title}\n\n{part.Text}"));
    }

    /// <summary>What came of a run that has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="flow">The flow that was run, or as it is now.</param>
    /// <param name="contract">What of the flow is talked to.</param>
    /// <param name="now">When it ended, in UTC.</param>
    public static TurnEnd EndOf(RunSnapshot run, Flow flow, ChatContract contract, DateTimeOffset now)
    {
        var text = TextOf(run, contract);
        var state = run.Status switch
        {
            RunStatus.Completed => TurnState.Answered,
            RunStatus.Cancelled => TurnState.Stopped,
            _ => TurnState.Failed,
        };
        return new TurnEnd
        {
            State = state,
            Answer = text,
            Problem = run.Fault?.Text ?? (state == TurnState.Answered && text.Length == 0 ? Silent : null),
            Sources = AnswerDocuments.Of(run, flow).ToSources(text),
            At = run.DurationMs is { } duration ? run.StartedAt + TimeSpan.FromMilliseconds(duration) : now,
        };
    }

    private static LocalText Silent => LocalText.Of(
        "The flow ended without an answer: the run took a branch that does not lead to its result.",
        "플로우가 답변 없이 끝났습니다. 실행이 결과로 이어지지 않는 분기로 갔습니다.");
}
