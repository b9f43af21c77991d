using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;
using FlowBuilder.Nodes.Tools.Mcp;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>An operation of a service as a model may call it.</summary>
/// <param name="outbound">The way out.</param>
/// <param name="server">Where the service is.</param>
/// <param name="operation">What is asked of it.</param>
/// <param name="settings">How it knows who asks.</param>
internal sealed class ApiTool(IOutboundHttp outbound, Uri server, ApiOperation operation, OpenApiSettings settings) : AIFunction
{
    private const int LongestReason = 1_000;

    /// <inheritdoc/>
    public override string Name => operation.Name;

    /// <inheritdoc/>
    public override string Description => operation.Description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => operation.Schema;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var response = await outbound.SendAsync(RequestOf(arguments), cancellationToken).ConfigureAwait(false);
        var text = Http.ResponseText.Read(response);

        // Services echo what they were sent, credentials too.
        if (settings.AuthValue.Length > 0) text = text.Replace(settings.AuthValue, "••••", StringComparison.Ordinal);
        if (response.IsSuccess) return McpTool.Cut(text);
        var reason = ToolWords.Clean(text, LongestReason);
        throw new NodeException("openapi.status", LocalText.Of(
            $"\"{response.Address.Host}\" answered with status {response.Status}: {reason}",
            $"\"{response.Address.Host}\"이(가) 상태 {response.Status}(으)로 응답했습니다: {reason}"), FaultKind.Provider, isTransient: response.Status is 408 or 429 or >= 500);
    }

    private OutboundRequest RequestOf(AIFunctionArguments arguments)
    {
        var path = new StringBuilder(operation.Path);
        var query = new List<string>();
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var parameter in operation.Parameters)
        {
            if (!arguments.TryGetValue(parameter.Argument, out var given) || given is null or JsonElement { ValueKind: JsonValueKind.Null }) continue;
            var values = ValuesOf(given);
            switch (parameter.Place)
            {
                case "path":
                    path.Replace($"{{{parameter.Name}}}", PathPart(parameter, string.Join(',', values)));
                    break;
                case "query" when parameter.Repeats:
                    query.AddRange(values.Select(value => Pair(parameter.Name, value)));
                    break;
                case "query":
                    query.Add(Pair(parameter.Name, string.Join(',', values)));
                    break;
                default:
                    headers.Add(Header(parameter.Name, string.Join(',', values)));
                    break;
            }
        }

        Authorize(query, headers);
        var address = server.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + (query.Count > 0 ? "?" + string.Join('&', query) : "");
        var request = new OutboundRequest(operation.Method, new Uri(address)) { Headers = [.. headers], TimeLimit = TimeSpan.FromSeconds(settings.TimeLimit) };
        if (operation.BodyType is not { } type || !arguments.TryGetValue(ApiOperation.Body, out var body) || body is null) return request;
        return request with { Body = Encoding.UTF8.GetBytes(BodyOf(type, body)), ContentType = type };
    }

    private void Authorize(List<string> query, List<KeyValuePair<string, string>> headers)
    {
        switch (settings.Auth)
        {
            case ApiAuth.Bearer:
                headers.RemoveAll(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
                headers.Add(Header("Authorization", $"Bearer {settings.AuthValue}"));
                break;
            case ApiAuth.Header:
                headers.RemoveAll(header => header.Key.Equals(settings.AuthName, StringComparison.OrdinalIgnoreCase));
                headers.Add(Header(settings.AuthName, settings.AuthValue));
                break;
            case ApiAuth.Query:
                query.Add(Pair(settings.AuthName, settings.AuthValue));
                break;
        }
    }

    private static string BodyOf(string type, object body)
    {
        var json = body is JsonElement given ? given : JsonSerializer.SerializeToElement(body, CoreJson.Options);
        if (type.Contains("json", StringComparison.OrdinalIgnoreCase)) return JsonSerializer.Serialize(json, CoreJson.Options);
        if (!type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) || json.ValueKind != JsonValueKind.Object) return JsonOfValue.TextOf(json);
        return string.Join('&', json.EnumerateObject().SelectMany(member => ValuesOf(member.Value).Select(value => Pair(member.Name, value))));
    }

    private static string[] ValuesOf(object value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(JsonOfValue.TextOf)],
        JsonElement json => [JsonOfValue.TextOf(json)],
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""],
    };

    // "." and ".." would be taken out of the address, and with them the part before.
    private static string PathPart(ApiParameter parameter, string value) => value.Length > 0 && value.Trim('.').Length > 0
        ? Uri.EscapeDataString(value)
        : throw new NodeException("openapi.bad-argument", LocalText.Of($"\"{parameter.Argument}\" cannot be \"{value}\".", $"\"{parameter.Argument}\" 값은 \"{value}\"일 수 없습니다."), FaultKind.Input);

    private static string Pair(string name, string value) => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    private static KeyValuePair<string, string> Header(string name, string value) => name.Length > 0 && !name.AsSpan().ContainsAny(" :\t\r\n") && !value.AsSpan().ContainsAny("\r\n\0")
        ? KeyValuePair.Create(name, value)
        : throw new NodeException("http.bad-header", LocalText.Of(
            "A header cannot be sent: a name has no blanks, and a value has no line breaks.",
            "헤더를 보낼 수 없습니다. 이름에는 빈칸이, 값에는 줄바꿈이 없어야 합니다."), FaultKind.Input);
}
