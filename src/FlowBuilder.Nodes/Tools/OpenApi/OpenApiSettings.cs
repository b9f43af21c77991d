using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>Which service, what of it, and how it is asked.</summary>
public sealed record OpenApiSettings
{
    /// <summary>Where the document is.</summary>
    [Field(OnCard = true, Placeholder = "https://api.example.com/openapi.json")]
    [MaxLength(8000)]
    [Text("en", "Document address", "Where the OpenAPI document (JSON or YAML) is fetched; used when no document is given below or connected.")]
    [Text("ko", "문서 주소", "OpenAPI 문서(JSON 또는 YAML)를 가져올 주소입니다. 아래에 문서가 없고 연결도 없을 때 사용합니다.")]
    public string Url { get; init; } = "";

    /// <summary>The document itself.</summary>
    [Field(Kind = FieldKind.Multiline)]
    [MaxLength(1_000_000)]
    [Text("en", "Document", "The OpenAPI document itself, in JSON or YAML.")]
    [Text("ko", "문서", "OpenAPI 문서 자체입니다. JSON이나 YAML로 쓰세요.")]
    public string Document { get; init; } = "";

    /// <summary>A file that holds the document.</summary>
    [Text("en", "File", "The document as a file kept in the flow.")]
    [Text("ko", "파일", "플로우에 함께 저장하는 문서 파일입니다.")]
    public FileSetting? File { get; init; }

    /// <summary>The operations that are offered; empty for all.</summary>
    [Field(OnCard = true)]
    [Text("en", "Operations", "The operation ids that become tools, such as listPets or GET /pets; all when none is named.")]
    [Text("ko", "작업", "도구로 만들 작업의 ID입니다(예: listPets, GET /pets). 비우면 모두 사용합니다.")]
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>Where the service is, instead of what the document says.</summary>
    [Field(Placeholder = "https://api.example.com/v1")]
    [MaxLength(8000)]
    [Text("en", "Service address", "Where the service is; the document's own when empty. Needed with a secret, so that it goes to no other place.")]
    [Text("ko", "서비스 주소", "서비스의 주소입니다. 비우면 문서에 있는 주소를 씁니다. 비밀 값을 쓸 때는 다른 곳으로 가지 않도록 꼭 적어야 합니다.")]
    public string BaseUrl { get; init; } = "";

    /// <summary>How the service knows who asks.</summary>
    [Text("en", "Sign-in", "How the service knows who asks.")]
    [Text("ko", "인증", "서비스가 호출자를 확인하는 방법입니다.")]
    public ApiAuth Auth { get; init; }

    /// <summary>The name of the header or the value in the address.</summary>
    [Field(Required = true, VisibleWhen = nameof(Auth), VisibleValues = "header|query", Placeholder = "X-Api-Key")]
    [MaxLength(200)]
    [Text("en", "Secret's name", "The name of the header, or of the value in the address.")]
    [Text("ko", "비밀 값 이름", "헤더 이름이나 주소에 들어갈 값의 이름입니다.")]
    public string AuthName { get; init; } = "";

    /// <summary>The secret.</summary>
    [Field(Required = true, Promotable = true, VisibleWhen = nameof(Auth), VisibleValues = "bearer|header|query")]
    [MaxLength(4000)]
    [Text("en", "Secret", "The token or key. It is kept in the flow; connect an input to keep it out.")]
    [Text("ko", "비밀 값", "토큰이나 키입니다. 플로우에 저장됩니다. 저장하지 않으려면 입력을 연결하세요.")]
    public string AuthValue { get; init; } = "";

    /// <summary>The longest that a call may take, in seconds.</summary>
    [Field(Advanced = true)]
    [Range(1, 300)]
    [Text("en", "Time limit", "The longest that one call may take, in seconds.")]
    [Text("ko", "시간 제한", "호출 한 번에 쓸 수 있는 최대 시간(초)입니다.")]
    public int TimeLimit { get; init; } = 60;
}
