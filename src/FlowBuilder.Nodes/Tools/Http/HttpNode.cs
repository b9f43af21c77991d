using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Sends a request to a web service, or offers it to a model as a tool.</summary>
[Node("tool.http", Category = NodeCategories.Tools, Icon = "http", SideEffects = true, Network = true, Keywords = "rest api web request url webhook 웹 요청 호출")]
[Text("en", "HTTP request", "Calls a web service, or offers the call to a model as a tool.")]
[Text("ko", "HTTP 요청", "웹 서비스를 호출하거나, 그 호출을 모델에 도구로 제공합니다.")]
[Guide("en", "Use it to read from or write to any web service: look up an order, post a message, start a job elsewhere. Take \"as a tool\" to let an agent decide when to call it; for many operations of one service take \"OpenAPI tools\".")]
[Guide("ko", "주문 조회, 메시지 등록, 다른 시스템의 작업 시작처럼 웹 서비스를 읽거나 쓸 때 사용하세요. 도구로 쓰면 언제 부를지 에이전트가 정합니다. 한 서비스의 작업이 여럿이면 \"OpenAPI 도구\"를 쓰세요.")]
[Example("""{"url": "https://api.example.com/orders/{{order}}", "headers": [{"name": "Accept", "value": "application/json"}], "response": "json"}""")]
public sealed class HttpNode(IOutboundHttp outbound) : Node<HttpSettings, HttpNode.Inputs>, IDynamicPorts<HttpSettings>, ICheckedSettings<HttpSettings>
{
    /// <summary>The response as text.</summary>
    [Text("en", "text", "The response as text.")]
    [Text("ko", "텍스트", "텍스트로 읽은 응답입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The response as JSON, where it is JSON.</summary>
    [Text("en", "json", "The response as JSON, when it is JSON.")]
    [Text("ko", "JSON", "응답이 JSON일 때 그 값입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>The response's status.</summary>
    [Text("en", "status", "The HTTP status of the response, such as 200.")]
    [Text("ko", "상태", "200 같은 응답의 HTTP 상태입니다.")]
    public static readonly OutputPort<double> Status = new("status");

    /// <summary>The request as a tool.</summary>
    [Text("en", "tool", "The request as a tool for a model, when it is offered as one.")]
    [Text("ko", "도구", "도구로 제공할 때 모델에 연결하는 출력입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(HttpSettings settings) => TemplatePorts.Of(HttpTemplates.Of(settings).Variables);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(HttpSettings settings)
    {
        foreach (var problem in HttpTemplates.Of(settings).Problems) yield return problem;
        if (settings.Use != HttpUse.Tool || IsName(settings.ToolName)) yield break;
        yield return new SettingProblem("setting.not-a-name", "toolName", LocalText.Of(
            "\"Tool name\" may hold letters, digits, _ and - only.",
            "\"도구 이름\"에는 영문자, 숫자, _, -만 쓸 수 있습니다."));
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        HttpSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = new HttpCall(outbound, settings);
        var variables = inputs.Body is { } body ? inputs.Variables.ToImmutableDictionary().SetItem(HttpTemplates.BodyPort, body) : inputs.Variables;
        if (settings.Use == HttpUse.Tool)
        {
            var changes = settings.Method is not (HttpMethodChoice.Get or HttpMethodChoice.Head);
            yield return Tool.Value(new ToolValue(new HttpTool(call, settings, variables), changes));
            yield break;
        }

        var answer = await call.SendAsync(variables, context.IdempotencyKey, cancellationToken).ConfigureAwait(false);
        yield return Text.Value(answer.Text);
        if (answer.Json is { } json) yield return Json.Value(json);
        yield return Status.Value(answer.Status);
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The body; text is sent as it is, anything else as JSON.</summary>
        [Text("en", "body", "The body of the request, instead of the one in the settings; text goes as it is, anything else as JSON.")]
        [Text("ko", "본문", "설정 대신 보낼 요청 본문입니다. 텍스트는 그대로, 나머지는 JSON으로 보냅니다.")]
        public object? Body { get; init; }

        /// <summary>The value of each variable that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
