using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Searching;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class WebSearchNodeTests
{
    private const string Key = "fbcanary-key";

    [TestCase("tavily")]
    [TestCase("brave")]
    [TestCase("serpapi")]
    [TestCase("searxng")]
    public async Task Each_provider_is_asked_in_its_own_way(string kind)
    {
        var result = await SearchAsync(new Provider(), kind, "한국 & weather?");

        var documents = (DocumentList)result["documents"];
        Assert.Multiple(() =>
        {
            Assert.That(documents.Select(document => (document.Title, document.Source, document.Text)), Is.EqualTo(new[] { ("First", "https://a.example/1", "About one."), ("Second", "https://a.example/2", "About two.") }));
            Assert.That(result.Text("text"), Does.StartWith("1. First\nhttps://a.example/1\nAbout one."));
        });
    }

    [Test]
    public async Task A_model_searches_by_the_tool_and_reads_reasons()
    {
        var tool = (ToolValue)(await SearchAsync(new Provider(), "tavily", query: null))["tool"];

        Assert.That(tool.HasSideEffects, Is.False);
        Assert.That(await tool.Function.InvokeAsync(new AIFunctionArguments { ["query"] = "한국 & weather?" }), Does.Contain("https://a.example/2"));
        Assert.That(async () => await tool.Function.InvokeAsync(new AIFunctionArguments { ["query"] = " " }), Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("search.empty"));
    }

    [TestCase(401, "search.key-refused")]
    [TestCase(429, "search.failed")]
    [TestCase(200, "search.not-json")]
    [Hazard("SEC-66")]
    public void A_provider_that_fails_is_told_without_its_key(int status, string code)
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => SearchAsync(new RecordingOutbound($"<html>{Key}</html>", status), "serpapi", "x"));

        Assert.That((fault!.Code, fault.Text.English.Contains(Key, StringComparison.Ordinal)), Is.EqualTo((code, false)));
    }

    [Test]
    public void A_connection_to_something_else_is_refused() =>
        Assert.That(Assert.ThrowsAsync<NodeException>(() => SearchAsync(new Provider(), "openai", "x"))!.Code, Is.EqualTo("search.no-connection"));

    private static Task<NodeResult> SearchAsync(IOutboundHttp outbound, string kind, string? query)
    {
        var connection = new Connection { Name = "web", Kind = new ConnectionKind(kind), ApiKey = new Secret(Key), BaseUrl = kind == "searxng" ? new Uri("https://search.example/searx/") : null };
        var search = new WebSearch(new InMemoryConnectionStore([connection]), outbound);
        return NodeHarness.RunAsync<WebSearchNode>(new { connection = "web", count = 2 }, query is null ? null : new Dictionary<string, object> { ["query"] = query }, [search]);
    }

    /// <summary>The four providers as their documentation describes them: a request that is not what they ask for is refused.</summary>
    private sealed class Provider : IOutboundHttp
    {
        private static readonly string Asked = Uri.EscapeDataString("한국 & weather?");

        public Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
            object? answer = request.Address.Host switch
            {
                "api.tavily.com" when request is { Method.Method: "POST", Address.AbsolutePath: "/search", ContentType: "application/json" } && headers["Authorization"] == $"Bearer {Key}"
                    && JsonSerializer.Deserialize<JsonElement>(request.Body!.Value.Span) is var body && body.GetProperty("query").GetString() == "한국 & weather?" && body.GetProperty("max_results").GetInt32() == 2 =>
                    new { query = "q", results = Hits("url", "content"), response_time = 0.5 },
                "api.search.brave.com" when request.Address.PathAndQuery == $"/res/v1/web/search?q={Asked}&count=2" && headers["X-Subscription-Token"] == Key && headers["Accept"] == "application/json" =>
                    new { type = "search", web = new { results = Hits("url", "description") } },
                "serpapi.com" when request.Address.PathAndQuery == $"/search.json?engine=google&q={Asked}&num=2&api_key={Key}" => new { organic_results = Hits("link", "snippet") },
                "search.example" when request.Address.PathAndQuery == $"/searx/search?q={Asked}&format=json" => new { results = Hits("url", "content") },
                _ => null,
            };
            return Task.FromResult(new OutboundResponse(answer is null ? 400 : 200, request.Address, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(answer))) { MediaType = "application/json" });
        }

        private static Dictionary<string, string>[] Hits(string url, string text) =>
        [
            new() { ["title"] = "First", [url] = "https://a.example/1", [text] = "About <strong>one</strong>." },
            new() { ["title"] = "Second", [url] = "https://a.example/2", [text] = "About two." },
            new() { ["title"] = "Third", [url] = "https://a.example/3", [text] = "About three." },
        ];
    }
}
