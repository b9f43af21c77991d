using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Control;

/// <summary>Takes what went wrong at other nodes, so that the flow goes on in a way of its own.</summary>
[Node("control.catch", Category = NodeCategories.Logic, Icon = "alert", Deterministic = true, Keywords = "error handler try catch exception fallback 오류 처리 예외 실패 대응")]
[Text("en", "On error", "Takes the \"error\" outputs of other nodes and says what went wrong, so that the flow can go on another way.")]
[Text("ko", "오류 처리", "다른 노드의 \"오류\" 출력을 받아 무엇이 잘못되었는지 알려 줍니다. 플로우를 다른 길로 이어 갈 수 있습니다.")]
[Guide("en", "Use it so that one failing service does not end the run: set \"If it fails\" of the node to the way out \"error\", wire that here, and answer with something else, such as another model or a friendly sentence.")]
[Guide("ko", "서비스 하나가 실패해도 실행이 끝나지 않게 할 때 쓰세요. 그 노드의 \"실패하면\"을 \"오류\" 출력으로 정해 여기에 연결하고, 다른 모델이나 안내 문장으로 대신 답하세요.")]
public sealed class CatchNode : Node<NoSettings, CatchNode.Inputs>
{
    /// <summary>What went wrong, in words.</summary>
    [Text("en", "message", "What went wrong, in words; of several errors a line each.")]
    [Text("ko", "메시지", "무엇이 잘못되었는지 설명하는 문장입니다. 오류가 여럿이면 한 줄에 하나씩 나옵니다.")]
    public static readonly OutputPort<string> Message = new("message");

    /// <summary>The first error's code.</summary>
    [Text("en", "code", "The stable code of the first error, such as http.status.")]
    [Text("ko", "코드", "첫 번째 오류의 고정 코드입니다. http.status 같은 값입니다.")]
    public static readonly OutputPort<string> Code = new("code");

    /// <summary>The titles of the nodes that failed.</summary>
    [Text("en", "node", "The title of the node that failed; of several, separated by commas.")]
    [Text("ko", "노드", "실패한 노드의 제목입니다. 여럿이면 쉼표로 이어 씁니다.")]
    public static readonly OutputPort<string> Node = new("node");

    /// <summary>The errors as they came.</summary>
    [Text("en", "errors", "The errors as a list, with code, message, node and title each.")]
    [Text("ko", "오류 목록", "오류마다 코드, 메시지, 노드, 제목을 담은 목록입니다.")]
    public static readonly OutputPort<JsonElement> Errors = new("errors");

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var titles = inputs.Errors.Select(error => MemberOf(error, "title")).Where(title => title.Length > 0).Distinct();
        return AsyncOutputs.Of(
            Message.Value(string.Join('\n', inputs.Errors.Select(MessageOf))),
            Code.Value(MemberOf(inputs.Errors[0], "code")),
            Node.Value(string.Join(", ", titles)),
            Errors.Value(JsonSerializer.SerializeToElement(inputs.Errors, CoreJson.Options)));
    }

    // What is no error of a node says what it says.
    private static string MessageOf(JsonElement error) =>
        MemberOf(error, "message") is { Length: > 0 } message ? message : JsonOfValue.TextOf(error);

    private static string MemberOf(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var member) ? JsonOfValue.TextOf(member) : "";

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>What went wrong, from one node or several.</summary>
        [Text("en", "errors", "The \"error\" outputs of one node or several; in their advanced settings, \"If it fails\" opens them.")]
        [Text("ko", "오류", "노드 하나 또는 여럿의 \"오류\" 출력입니다. 그 노드의 고급 설정에서 \"실패하면\"을 \"오류\" 출력으로 보내도록 바꾸면 생깁니다.")]
        public required IReadOnlyList<JsonElement> Errors { get; init; }
    }
}
