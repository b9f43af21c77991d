using FlowBuilder.Testing.Fakes.ModelServers;
using Microsoft.AspNetCore.Http;

namespace FlowBuilder.Testing.Fakes.Anthropic;

/// <summary>A server that speaks Anthropic's protocol: messages streamed and whole, models.</summary>
public sealed class FakeAnthropicServer : FakeModelServer
{
    private FakeAnthropicServer()
    {
    }

    /// <summary>The base address for a connection.</summary>
    public Uri BaseUrl => Root;

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<FakeAnthropicServer> StartNewAsync()
    {
        var server = new FakeAnthropicServer();
        await server.StartAsync();
        return server;
    }

    protected override bool AsksForAnswer(FakeRequest request) => request.Method == "POST" && request.Path == "/v1/messages";

    protected override FakeReply? Refuse(FakeRequest request)
    {
        if (!request.Headers.ContainsKey("anthropic-version"))
            return FakeReply.Fail(400, "anthropic-version: header is required");
        var key = request.Headers.GetValueOrDefault("x-api-key")
            ?? request.Headers.GetValueOrDefault("Authorization")?.Replace("Bearer ", "", StringComparison.Ordinal);
        if (ApiKey is not null && key != ApiKey) return FakeReply.Fail(401, "invalid x-api-key");
        if (!AsksForAnswer(request)) return null;
        if (!request.Body.TryGetProperty("max_tokens", out _)) return FakeReply.Fail(400, "max_tokens: Field required");
        if (AnthropicToolRules.ProblemOf(request.Body) is { } problem) return FakeReply.Fail(400, problem);
        var model = request.Body.GetProperty("model").GetString()!;
        return Models.Count == 0 || Models.Contains(model) ? null : FakeReply.Fail(404, $"model: {model}");
    }

    protected override async Task<bool> TryServeAsync(FakeRequest request, HttpContext context)
    {
        if (request.Method != "GET" || request.Path != "/v1/models") return false;
        await context.Response.WriteAsJsonAsync(new
        {
            data = Models.Select(model => new
            {
                type = "model",
                id = model,
                display_name = model,
                created_at = "2025-01-01T00:00:00Z",
            }),
            has_more = false,
            first_id = Models.Count > 0 ? Models[0] : null,
            last_id = Models.Count > 0 ? Models[^1] : null,
        }, context.RequestAborted);
        return true;
    }

    protected override FakeWire WireFor(FakeRequest request, FakeReply reply) => new AnthropicWire(request.Body, reply);
}
