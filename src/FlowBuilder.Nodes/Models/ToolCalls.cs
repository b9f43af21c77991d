using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Calls the tools that a chat model asks for, round by round, within limits.</summary>
/// <remarks>A call that the model got wrong is answered with what is wrong, so that it may try again; a tool that changes
/// something outside is called only where the node's author allowed it.</remarks>
internal sealed class ToolCalls(IReadOnlyList<ToolValue> tools, ChatSettings settings, NodeContext context)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);
    private const int MaxResultCharacters = 100_000;

    private readonly ToolRules _rules = new(settings.AllowChangingTools, TimeLimit, MaxResultCharacters);
    private int _rounds;

    /// <summary>Adds the answers to a response's calls to the conversation; false where the model called nothing.</summary>
    /// <exception cref="NodeException">The model calls on and on, or calls what it may not.</exception>
    public async Task<bool> AnswerAsync(ChatResponse response, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        if (calls.Count == 0 || tools.Count == 0) return false;
        if (++_rounds > settings.ToolRounds)
        {
            throw new NodeException("tool.too-many-rounds", LocalText.Of(
                $"The model still wanted to call tools after {settings.ToolRounds} rounds. Raise \"Tool rounds\", or make the task smaller.",
                $"도구를 {settings.ToolRounds}번 호출한 뒤에도 모델이 도구를 더 호출하려 했습니다. \"도구 호출 횟수\"를 늘리거나 작업을 작게 나누세요."));
        }

        messages.AddRange(response.Messages);
        foreach (var call in calls)
        {
            var tool = tools.FirstOrDefault(candidate => candidate.Function.Name == call.Name);
            var answer = await ToolCall.RunAsync(tool, call, _rules, new StepPlace(context), cancellationToken).ConfigureAwait(false);
            if (answer.Code == "tool.not-allowed") throw NotAllowed(call.Name);
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, answer.Text)]));
        }

        return true;
    }

    private static NodeException NotAllowed(string name) => new("tool.not-allowed", LocalText.Of(
        $"The model wanted to call \"{name}\", which changes something outside. Turn on \"Allow changing tools\" in this node if it may.",
        $"모델이 외부의 무언가를 바꾸는 도구 \"{name}\"을(를) 호출하려 했습니다. 허용하려면 이 노드의 \"변경하는 도구 허용\"을 켜세요."));
}
