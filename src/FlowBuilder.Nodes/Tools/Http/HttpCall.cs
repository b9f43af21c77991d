using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Makes one request of settings and values, sends it and reads what comes back.</summary>
/// <param name="outbound">The way out.</param>
/// <param name="settings">The request.</param>
internal sealed class HttpCall(IOutboundHttp outbound, HttpSettings settings)
{
    /// <summary>The header by which a service recognises a request that is repeated.</summary>
    private const string IdempotencyHeader = "Idempotency-Key";

    /// <summary>Sends the request.</summary>
    /// <param name="variables">The values of the templates' variables.</param>
    /// <param name="idempotencyKey">The same at every try of the same request; null where the header is not wanted.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="NodeException">The address is refused, the service fails, or its response is not what was asked for.</exception>
    public async Task<HttpAnswer> SendAsync(
        IReadOnlyDictionary<string, object> variables,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        var templates = HttpTemplates.Of(settings);
        if (templates.Problems.FirstOrDefault() is { } problem) throw new NodeException(problem.Code, problem.Text);
        var response = await outbound.SendAsync(RequestOf(templates, variables, idempotencyKey), cancellationToken).ConfigureAwait(false);
        if (settings.FailOnError && !response.IsSuccess) throw Failed(response);
        var text = ResponseText.Read(response);
        return new HttpAnswer(response.Status, text, JsonOrNull(response, text));
    }

    private OutboundRequest RequestOf(HttpTemplates templates, IReadOnlyDictionary<string, object> variables, string? idempotencyKey)
    {
        var method = new HttpMethod(settings.Method.ToString().ToUpperInvariant());
        if (!Uri.TryCreate(templates.Url(variables).Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new NodeException("http.bad-address", LocalText.Of(
                "The address is not complete; it must be like https://api.example.com/items. Check the setting and the values of its variables.",
                "주소가 완전하지 않습니다. https://api.example.com/items 같은 형식이어야 합니다. 설정과 변수 값을 확인하세요."));
        }

        var headers = templates.Headers(variables);
        foreach (var (name, value) in headers)
        {
            if (name.AsSpan().ContainsAny(" :\t\r\n") || value.AsSpan().ContainsAny("\r\n\0")) throw BadHeader(name);
        }

        if (idempotencyKey is not null && HttpTemplates.HasBody(settings.Method)
            && !headers.Any(header => header.Key.Equals(IdempotencyHeader, StringComparison.OrdinalIgnoreCase)))
            headers = headers.Add(KeyValuePair.Create(IdempotencyHeader, idempotencyKey));
        var request = new OutboundRequest(method, address) { Headers = headers, TimeLimit = TimeSpan.FromSeconds(settings.TimeLimit) };
        if (!HttpTemplates.HasBody(settings.Method)) return request;
        var body = variables.TryGetValue(HttpTemplates.BodyPort, out var wired) ? BodyOf(wired) : templates.Body(variables);
        return body.Length == 0 ? request : request with { Body = Encoding.UTF8.GetBytes(body), ContentType = settings.ContentType };
    }

    private static string BodyOf(object wired) => wired as string ?? JsonOfValue.TextOf(Core.Ports.PortValueJson.Write(wired));

    private JsonElement? JsonOrNull(OutboundResponse response, string text)
    {
        if (settings.Response == HttpResponseForm.Text) return null;
        if (JsonInText.TryParse(text, out var json) && (settings.Response == HttpResponseForm.Json || json.ValueKind is JsonValueKind.Object or JsonValueKind.Array || IsJson(response))) return json;
        if (settings.Response == HttpResponseForm.Auto) return null;
        throw new NodeException("http.not-json", LocalText.Of(
            $"\"{response.Address.Host}\" did not answer with JSON (status {response.Status}). Set \"Response\" to text, or check the address.",
            $"\"{response.Address.Host}\"의 응답이 JSON이 아닙니다(상태 {response.Status}). \"응답\"을 텍스트로 바꾸거나 주소를 확인하세요."), FaultKind.Provider);
    }

    private static bool IsJson(OutboundResponse response) => response.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    private static NodeException BadHeader(string name)
    {
        var shown = name.AsSpan().ContainsAny(" :\t\r\n") ? "" : $" \"{name}\"";
        return new NodeException("http.bad-header", LocalText.Of(
            $"The header{shown} cannot be sent: a name has no blanks, and a value has no line breaks.",
            $"헤더{shown}을(를) 보낼 수 없습니다. 이름에는 빈칸이, 값에는 줄바꿈이 없어야 합니다."));
    }

    // The body of a failed response is left out: services echo what they were sent, credentials too.
    private static NodeException Failed(OutboundResponse response) => new("http.status", LocalText.Of(
        $"\"{response.Address.Host}\" answered with status {response.Status}{ReasonOf(response.Status).English}",
        $"\"{response.Address.Host}\"이(가) 상태 {response.Status}(으)로 응답했습니다.{ReasonOf(response.Status).Korean}"),
        FaultKind.Provider,
        isTransient: response.Status is 408 or 429 or >= 500);

    private static (string English, string Korean) ReasonOf(int status) => status switch
    {
        401 or 403 => (": it does not accept the credentials. Check the headers.", " 인증 정보가 받아들여지지 않았습니다. 헤더를 확인하세요."),
        404 => (": there is nothing at this address. Check the address.", " 이 주소에 아무것도 없습니다. 주소를 확인하세요."),
        429 => (": too many requests. Try again later.", " 요청이 너무 많습니다. 나중에 다시 시도하세요."),
        >= 500 => (": the service has a problem. Try again later.", " 서비스에 문제가 있습니다. 나중에 다시 시도하세요."),
        _ => (". Check the request.", " 요청을 확인하세요."),
    };
}
