using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Http;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>Makes a tool of every operation that a service's OpenAPI document describes.</summary>
[Node("tool.openapi", Category = NodeCategories.Tools, Icon = "http", SideEffects = true, Network = true, Keywords = "openapi swagger rest api spec operations 오픈API 스웨거 명세 웹 서비스")]
[Text("en", "OpenAPI tools", "Gives a model a web service: each operation of its OpenAPI document becomes a tool.")]
[Text("ko", "OpenAPI 도구", "웹 서비스의 OpenAPI 문서에 있는 작업을 하나씩 도구로 만들어 모델에 제공합니다.")]
[Guide("en", "Use it when a service describes itself by an OpenAPI document: the agent sees its operations with their parameters, and you write none of them. Choose few operations; a model picks better among five than among fifty.")]
[Guide("ko", "서비스가 OpenAPI 문서를 제공할 때 쓰세요. 에이전트가 작업과 매개변수를 그대로 보므로 하나씩 만들 필요가 없습니다. 작업은 적게 고르세요. 쉰 개보다 다섯 개 가운데서 더 잘 고릅니다.")]
[Example("""{"url": "https://api.example.com/openapi.json", "operations": ["getOrder"]}""")]
public sealed class OpenApiNode(IOutboundHttp outbound) : ResultNode<OpenApiSettings, OpenApiNode.Inputs, ToolSet>(Tools), ICheckedSettings<OpenApiSettings>
{
    private const int MostTools = 128;

    /// <summary>The operations.</summary>
    [Text("en", "tools", "The operations, as tools for a model.")]
    [Text("ko", "도구", "모델에 연결하는 작업 도구입니다.")]
    public static readonly OutputPort<ToolSet> Tools = new("tools");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(OpenApiSettings settings)
    {
        if (settings.BaseUrl.Length > 0 && AddressOrNull(settings.BaseUrl) is null) yield return new SettingProblem("http.bad-address", "baseUrl", BadAddress);
        if (settings.Auth != ApiAuth.None && settings.BaseUrl.Length == 0) yield return new SettingProblem("openapi.base-needed", "baseUrl", BaseNeeded, IsMissing: true);
    }

    /// <inheritdoc/>
    protected override async Task<ToolSet> ComputeAsync(OpenApiSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        var (text, source) = await DocumentAsync(settings, inputs, cancellationToken).ConfigureAwait(false);
        var document = ApiDocument.Read(text);
        var operations = document.Operations();
        foreach (var name in settings.Operations)
        {
            if (!operations.Any(operation => IsNamed(operation, name))) throw new NodeException("openapi.no-operation", LocalText.Of(
                $"The document has no operation \"{name}\". It has {Names(operations)}.", $"문서에 \"{name}\" 작업이 없습니다. 있는 작업: {Names(operations)}"));
        }

        var chosen = settings.Operations.Count == 0 ? operations : [.. operations.Where(operation => settings.Operations.Any(name => IsNamed(operation, name)))];
        if (chosen.Count == 0) throw new NodeException("openapi.no-operation", LocalText.Of("The document has no operation that can be called.", "문서에 호출할 수 있는 작업이 없습니다."));
        if (chosen.Count > MostTools) throw new NodeException("openapi.too-many", LocalText.Of(
            $"The document has {chosen.Count} operations; a model takes {MostTools} at most. Name those that it needs.",
            $"문서의 작업이 {chosen.Count}개입니다. 모델은 {MostTools}개까지 받습니다. 필요한 작업만 적으세요."));
        if (settings.Auth != ApiAuth.None && settings.BaseUrl.Length == 0) throw new NodeException("openapi.base-needed", BaseNeeded);
        var server = (settings.BaseUrl.Length > 0 ? AddressOrNull(settings.BaseUrl) : document.ServerOrNull(source)) ?? throw new NodeException("http.bad-address", BadAddress);
        return new ToolSet([.. chosen.Select(operation => new ToolValue(new ApiTool(outbound, server, operation, settings), !operation.ReadsOnly))]);
    }

    private async Task<(string Text, Uri? Source)> DocumentAsync(OpenApiSettings settings, Inputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Document is { Length: > 0 } wired) return (wired, null);
        if (settings.Document.Trim().Length > 0) return (settings.Document, null);
        if (settings.File is { Text: { Length: > 0 } kept }) return (kept, null);
        if (settings.Url.Trim().Length == 0) throw new NodeException("openapi.no-document", LocalText.Of(
            "There is no OpenAPI document. Give its address, paste it, or connect it.", "OpenAPI 문서가 없습니다. 주소를 적거나, 붙여 넣거나, 연결하세요."));
        var address = AddressOrNull(settings.Url) ?? throw new NodeException("http.bad-address", BadAddress);
        var response = await outbound.SendAsync(new OutboundRequest(HttpMethod.Get, address), cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess) throw new NodeException("http.status", LocalText.Of(
            $"\"{address.Host}\" answered with status {response.Status}. Check the document's address.",
            $"\"{address.Host}\"이(가) 상태 {response.Status}(으)로 응답했습니다. 문서 주소를 확인하세요."), FaultKind.Provider);
        return (ResponseText.Read(response), response.Address);
    }

    private static bool IsNamed(ApiOperation operation, string name) => operation.Id.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) || operation.Name == name.Trim()
        || $"{operation.Method} {operation.Path}".Equals(name.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Names(IReadOnlyList<ApiOperation> operations) => string.Join(", ", operations.Take(20).Select(operation => operation.Id)) + (operations.Count > 20 ? ", …" : "");

    private static Uri? AddressOrNull(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : null;

    private static LocalText BadAddress => LocalText.Of(
        "The service's address must be a whole one such as https://api.example.com/v1.", "서비스 주소는 https://api.example.com/v1 같은 전체 주소여야 합니다.");

    private static LocalText BaseNeeded => LocalText.Of(
        "Write the service's address: a secret goes to the place that you name, not to one that the document names.",
        "서비스 주소를 적으세요. 비밀 값은 문서가 아니라 직접 지정한 곳으로만 보냅니다.");

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The document.</summary>
        [Text("en", "document", "The OpenAPI document, in JSON or YAML; comes before the settings.")]
        [Text("ko", "문서", "OpenAPI 문서입니다(JSON 또는 YAML). 설정보다 우선합니다.")]
        public string? Document { get; init; }
    }
}
