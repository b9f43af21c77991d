using FlowBuilder.Testing.Fakes.ModelServers;
using Microsoft.AspNetCore.Http;

namespace FlowBuilder.Testing.Fakes.OpenAi;

/// <summary>A server that speaks OpenAI's protocol: chat completions streamed and whole, models, embeddings.</summary>
public sealed class FakeOpenAiServer : FakeModelServer
{
    private FakeOpenAiServer()
    {
    }

    /// <summary>The base address for a connection.</summary>
    public Uri BaseUrl => new(Root, "/v1");

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<FakeOpenAiServer> StartNewAsync()
    {
        var server = new FakeOpenAiServer();
        await server.StartAsync();
        return server;
    }

    protected override bool AsksForAnswer(FakeRequest request) =>
        request.Method == "POST" && request.Path.EndsWith("/chat/completions", StringComparison.Ordinal);

    protected override FakeReply? Refuse(FakeRequest request)
    {
        if (ApiKey is not null)
        {
            var given = request.Headers.GetValueOrDefault("Authorization")?.Replace("Bearer ", "", StringComparison.Ordinal)
                ?? request.Headers.GetValueOrDefault("api-key");
            if (given is null) return FakeReply.Fail(401, "You didn't provide an API key.", "missing_api_key");
            if (given != ApiKey) return FakeReply.Fail(401, $"Incorrect API key provided: {given}.", "invalid_api_key");
        }

        if (AsksForAnswer(request) && OpenAiToolRules.ProblemOf(request.Body) is { } problem) return FakeReply.Fail(400, problem);
        if (Models.Count == 0 || !AsksForAnswer(request)) return null;
        var model = request.Body.GetProperty("model").GetString()!;
        return Models.Contains(model)
            ? null
            : FakeReply.Fail(404, $"The model `{model}` does not exist or you do not have access to it.", "model_not_found");
    }

    protected override async Task<bool> TryServeAsync(FakeRequest request, HttpContext context)
    {
        if (request.Method == "GET" && request.Path.EndsWith("/models", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(new
            {
                @object = "list",
                data = Models.Select(model => new { id = model, @object = "model", created = 1700000000, owned_by = "fake" }),
            }, context.RequestAborted);
            return true;
        }

        if (request.Method == "POST" && request.Path.EndsWith("/embeddings", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(FakeEmbeddings.Answer(request.Body), context.RequestAborted);
            return true;
        }

        return false;
    }

    protected override FakeWire WireFor(FakeRequest request, FakeReply reply) => new OpenAiWire(request.Body, reply);
}
