using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;
using FlowBuilder.Nodes.Tools.Http;
using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Nodes.Tools.Searching;

/// <summary>Searches the web by the provider of a connection: Tavily, Brave, SerpAPI or SearXNG.</summary>
/// <param name="connections">Where the provider and its key are known.</param>
/// <param name="outbound">The way out.</param>
public sealed class WebSearch(IConnectionStore connections, IOutboundHttp outbound)
{
    private const int LongestQuery = 400;
    private const int LongestSnippet = 2_000;

    /// <summary>Searches by a stored connection.</summary>
    /// <param name="connection">The connection's name.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="count">The most pages, 1 to 20.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="NodeException">There is no such connection, or the provider does not answer.</exception>
    public async Task<IReadOnlyList<WebHit>> SearchAsync(string connection, string query, int count, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false) is not { Kind.IsSearch: true } found)
        {
            throw new NodeException("search.no-connection", LocalText.Of(
                $"There is no connection \"{connection}\" to a web search. Choose one in the node, or add it.",
                $"웹 검색 연결 \"{connection}\"이(가) 없습니다. 노드에서 고르거나 추가하세요."));
        }

        return await SearchAsync(found, query, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Searches by a connection, stored or not yet.</summary>
    /// <exception cref="NodeException">The query is empty, or the provider does not answer.</exception>
    public async Task<IReadOnlyList<WebHit>> SearchAsync(Connection connection, string query, int count, CancellationToken cancellationToken)
    {
        var text = query.Trim();
        if (text.Length == 0) throw new NodeException("search.empty", LocalText.Of("The query is empty. Ask something.", "검색어가 비어 있습니다. 찾을 내용을 입력하세요."), FaultKind.Input);
        if (text.Length > LongestQuery) text = text[..LongestQuery];
        var response = await outbound.SendAsync(RequestOf(connection, text, count), cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess) throw Failed(connection, response.Status);
        if (!JsonInText.TryParse(ResponseText.Read(response), out var json)) throw NotUnderstood(connection);
        return [.. HitsIn(connection.Kind, json).Where(hit => hit.Url.Length > 0).Take(count)];
    }

    private static OutboundRequest RequestOf(Connection connection, string query, int count)
    {
        var key = connection.ApiKey?.Reveal() ?? "";
        var number = count.ToString(CultureInfo.InvariantCulture);
        if (connection.Kind == ConnectionKind.Tavily)
        {
            return new OutboundRequest(HttpMethod.Post, AddressOf(connection, "https://api.tavily.com", "search"))
            {
                Headers = Headers(("Authorization", $"Bearer {key}")),
                ContentType = "application/json",
                Body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object> { ["query"] = query, ["max_results"] = count }, CoreJson.Options)),
            };
        }

        var asked = Uri.EscapeDataString(query);
        if (connection.Kind == ConnectionKind.Brave)
            return new OutboundRequest(HttpMethod.Get, AddressOf(connection, "https://api.search.brave.com", $"res/v1/web/search?q={asked}&count={number}")) { Headers = Headers(("X-Subscription-Token", key), ("Accept", "application/json")) };
        if (connection.Kind == ConnectionKind.SerpApi)
            return new OutboundRequest(HttpMethod.Get, AddressOf(connection, "https://serpapi.com", $"search.json?engine=google&q={asked}&num={number}&api_key={Uri.EscapeDataString(key)}"));
        var address = AddressOf(connection, "", $"search?q={asked}&format=json");
        return new OutboundRequest(HttpMethod.Get, address) { Headers = key.Length > 0 ? Headers(("Authorization", $"Bearer {key}")) : [] };
    }

    private static Uri AddressOf(Connection connection, string usual, string path)
    {
        var root = (connection.BaseUrl?.OriginalString ?? usual).TrimEnd('/');
        return Uri.TryCreate($"{root}/{path}", UriKind.Absolute, out var address) ? address : throw new NodeException("search.no-address", LocalText.Of(
            $"The connection \"{connection.Name}\" has no address. Write that of the SearXNG server.",
            $"\"{connection.Name}\" 연결에 주소가 없습니다. SearXNG 서버의 주소를 적으세요."));
    }

    private static ImmutableArray<KeyValuePair<string, string>> Headers(params (string Name, string Value)[] headers) =>
        [.. headers.Where(header => header.Value.Length > 0).Select(header => KeyValuePair.Create(header.Name, header.Value))];

    private static IEnumerable<WebHit> HitsIn(ConnectionKind kind, JsonElement json)
    {
        var (path, url, snippet) = kind == ConnectionKind.Brave ? ("web.results", "url", "description")
            : kind == ConnectionKind.SerpApi ? ("organic_results", "link", "snippet")
            : ("results", "url", "content");
        foreach (var name in path.Split('.'))
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return [];
        }

        return json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(hit => new WebHit(Text(hit, "title"), Text(hit, url), Text(hit, snippet))) : [];
    }

    // Brave marks the words that were found.
    private static string Text(JsonElement hit, string name)
    {
        var text = hit.ValueKind == JsonValueKind.Object && hit.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return ToolWords.Clean(text.Replace("<strong>", "", StringComparison.Ordinal).Replace("</strong>", "", StringComparison.Ordinal), LongestSnippet);
    }

    private static NodeException Failed(Connection connection, int status) => status is 401 or 403
        ? new NodeException("search.key-refused", LocalText.Of(
            $"The search provider of \"{connection.Name}\" does not accept the key. Check the connection.",
            $"\"{connection.Name}\"의 검색 공급자가 키를 받아들이지 않습니다. 연결을 확인하세요."), FaultKind.Provider)
        : new NodeException("search.failed", LocalText.Of(
            $"The search provider of \"{connection.Name}\" answered with status {status}. Try again later.",
            $"\"{connection.Name}\"의 검색 공급자가 상태 {status}(으)로 응답했습니다. 나중에 다시 시도하세요."), FaultKind.Provider, isTransient: status is 408 or 429 or >= 500);

    private static NodeException NotUnderstood(Connection connection) => new("search.not-json", LocalText.Of(
        $"The search provider of \"{connection.Name}\" did not answer with JSON. A SearXNG server must have the format \"json\" switched on.",
        $"\"{connection.Name}\"의 검색 공급자가 JSON으로 응답하지 않았습니다. SearXNG 서버라면 \"json\" 형식을 켜야 합니다."), FaultKind.Provider);
}
