using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>The request that a node sends, or offers as a tool.</summary>
public sealed record HttpSettings
{
    /// <summary>What the request asks of the service.</summary>
    [Field(OnCard = true)]
    [Text("en", "Method", "What the request asks of the service.")]
    [Text("ko", "메서드", "서비스에 무엇을 요청할지 정합니다.")]
    public HttpMethodChoice Method { get; init; }

    /// <summary>The address; variables in it are escaped.</summary>
    [Field(Kind = FieldKind.Template, Required = true, OnCard = true, Placeholder = "https://api.example.com/search?q={{question}}")]
    [MaxLength(8000)]
    [Text("en", "Address", "The address; {{variables}} in it become inputs and are escaped.")]
    [Text("ko", "주소", "요청할 주소입니다. {{변수}}는 입력이 되고 주소에 맞게 변환됩니다.")]
    public string Url { get; init; } = "";

    /// <summary>Headers; their values may hold variables.</summary>
    [Text("en", "Headers", "Headers of the request; values may hold {{variables}}.")]
    [Text("ko", "헤더", "요청의 헤더입니다. 값에 {{변수}}를 쓸 수 있습니다.")]
    public IReadOnlyList<NameValue> Headers { get; init; } = [];

    /// <summary>The body, unless one comes on the wire.</summary>
    [Field(Kind = FieldKind.Template, VisibleWhen = nameof(Method), VisibleValues = "post|put|patch|delete")]
    [Text("en", "Body", "The body of the request; {{variables}} in JSON are escaped. A body on the wire wins.")]
    [Text("ko", "본문", "요청의 본문입니다. JSON 안의 {{변수}}는 알맞게 변환됩니다. 본문이 선으로 연결되면 그 값을 씁니다.")]
    public string Body { get; init; } = "";

    /// <summary>Media type of the body.</summary>
    [Field(Advanced = true, VisibleWhen = nameof(Method), VisibleValues = "post|put|patch|delete")]
    [MaxLength(200)]
    [Text("en", "Content type", "The media type of the body.")]
    [Text("ko", "본문 형식", "본문의 미디어 타입입니다.")]
    public string ContentType { get; init; } = "application/json";

    /// <summary>How the response is read.</summary>
    [Text("en", "Response", "How the response is read.")]
    [Text("ko", "응답", "응답을 어떻게 읽을지 정합니다.")]
    public HttpResponseForm Response { get; init; }

    /// <summary>Whether a status that tells of an error is a fault.</summary>
    [Field(Advanced = true)]
    [Text("en", "Fail on error status", "Stops when the service answers with an error status such as 404.")]
    [Text("ko", "오류 상태에서 실패", "서비스가 404 같은 오류 상태로 응답하면 멈춥니다.")]
    public bool FailOnError { get; init; } = true;

    /// <summary>The longest that the exchange may take, in seconds.</summary>
    [Field(Advanced = true)]
    [Range(1, 300)]
    [Text("en", "Time limit", "The longest that the exchange may take, in seconds.")]
    [Text("ko", "시간 제한", "요청과 응답에 쓸 수 있는 최대 시간(초)입니다.")]
    public int TimeLimit { get; init; } = 60;

    /// <summary>Who sends the request.</summary>
    [Text("en", "Use", "Send the request in the run, or let a model send it as a tool.")]
    [Text("ko", "용도", "실행할 때 요청을 보내거나, 모델이 도구로 쓰게 합니다.")]
    public HttpUse Use { get; init; }

    /// <summary>The tool's name for the model.</summary>
    [Field(Required = true, VisibleWhen = nameof(Use), VisibleValues = "tool")]
    [MaxLength(64)]
    [Text("en", "Tool name", "What the model calls the tool: letters, digits, _ and -.")]
    [Text("ko", "도구 이름", "모델이 부르는 도구 이름입니다. 영문자, 숫자, _, -를 씁니다.")]
    public string ToolName { get; init; } = "http_request";

    /// <summary>What the tool does, for the model.</summary>
    [Field(Kind = FieldKind.Multiline, VisibleWhen = nameof(Use), VisibleValues = "tool")]
    [MaxLength(1024)]
    [Text("en", "Tool description", "Tells the model what the tool does and when to use it.")]
    [Text("ko", "도구 설명", "도구가 무엇을 하고 언제 쓰는지 모델에 알려 줍니다.")]
    public string ToolDescription { get; init; } = "";
}
