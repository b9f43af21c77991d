using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Calls the tools that a model asks for, round by round, within limits.</summary>
/// <remarks>A call that the model got wrong is answered with what is wrong, so that it may try again; a tool that changes
/// something outside is called only where the node's author allowed it.</remarks>
internal sealed class ToolCalls(IReadOnlyList<ToolValue> tools, ChatSettings settings)
{
    private const int MaxResultCharacters = 100_000;

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
            var result = await ResultOfAsync(call, cancellationToken).ConfigureAwait(false);
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result)]));
        }

        return true;
    }

    private async Task<string> ResultOfAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        var tool = tools.FirstOrDefault(candidate => candidate.Function.Name == call.Name);
        if (tool is null) return $"Error: there is no tool named \"{call.Name}\".";
        if (tool.HasSideEffects && !settings.AllowChangingTools)
        {
            throw new NodeException("tool.not-allowed", LocalText.Of(
                $"The model wanted to call \"{call.Name}\", which changes something outside. Turn on \"Allow changing tools\" in this node if it may.",
                $"모델이 외부의 무언가를 바꾸는 도구 \"{call.Name}\"을(를) 호출하려 했습니다. 허용하려면 이 노드의 \"변경하는 도구 허용\"을 켜세요."));
        }

        var arguments = JsonSerializer.SerializeToElement(call.Arguments ?? new Dictionary<string, object?>(), CoreJson.Options);
        if (call.Exception is not null) return "Error: the arguments are not valid JSON.";
        if (JsonSchema.Check(tool.Function.JsonSchema, arguments) is [var problem, ..]) return $"Error: {problem.Path} {problem.English}.";
        try
        {
            var result = await tool.Function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken).ConfigureAwait(false);
            var text = result switch
            {
                null => "",
                string value => value,
                JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
                _ => JsonSerializer.Serialize(result, CoreJson.Options),
            };
            return text.Length <= MaxResultCharacters ? text : text[..MaxResultCharacters];
        }
        catch (NodeException failure)
        {
            return $"Error: {failure.Text.English}";
        }
    }
}
