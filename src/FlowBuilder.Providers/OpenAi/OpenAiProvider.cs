using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Models;
using EmbeddingClient = OpenAI.Embeddings.EmbeddingClient;
using SdkChatClient = OpenAI.Chat.ChatClient;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>OpenAI, everything that speaks its protocol, and Azure OpenAI.</summary>
/// <remarks>
/// Azure is spoken to at its version 1 address (<c>https://RESOURCE.openai.azure.com/openai/v1</c>), which takes the same
/// requests as OpenAI's own, with the key in the header <c>api-key</c>; the model's name is the deployment's. The dated
/// <c>?api-version=</c> addresses are not used, so nothing there has to be chosen or renewed.
/// </remarks>
internal sealed class OpenAiProvider : IChatProvider, IEmbeddingProvider
{
    private static readonly Uri OpenAiEndpoint = new("https://api.openai.com/v1");

    public bool Speaks(ConnectionKind kind) => kind == ConnectionKind.OpenAI || kind == ConnectionKind.AzureOpenAI;

    public IChatClient Create(Connection connection, string model, HttpClient http, ModelFaults faults)
    {
        var endpoint = EndpointOf(connection);
        var client = new SdkChatClient(model, KeyPolicy(connection), Options(endpoint, http));
        return new OpenAiChatClient(client, model, endpoint, faults);
    }

    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbedding(Connection connection, string model, HttpClient http, ModelFaults faults) =>
        new OpenAiEmbeddingGenerator(new EmbeddingClient(model, KeyPolicy(connection), Options(EndpointOf(connection), http)), model, faults);

    public async Task<IReadOnlyList<string>> ListModelsAsync(
        Connection connection, HttpClient http, ModelFaults faults, CancellationToken cancellationToken)
    {
        var client = new OpenAIModelClient(KeyPolicy(connection), Options(EndpointOf(connection), http));
        var result = await client.GetModelsAsync(new RequestOptions
        {
            CancellationToken = cancellationToken,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        }).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(result.GetRawResponse().Content);

            // Google's endpoint names its models "models/gemini-…", and takes them without the prefix.
            return [.. Items(json.RootElement)
                .Select(item => OpenAiChunk.Text(item, "id") ?? OpenAiChunk.Text(item, "name"))
                .OfType<string>()
                .Select(name => name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name)
                .Order(StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw faults.BadResponse(result.GetRawResponse().Content.ToString(), failure);
        }
    }

    /// <summary>The address that paths are added to. A bare host gets the path that its kind's servers have.</summary>
    internal static Uri EndpointOf(Connection connection)
    {
        if (connection.BaseUrl is not { } address) return OpenAiEndpoint;
        if (address.AbsolutePath.Trim('/').Length > 0) return new Uri(address.AbsoluteUri.TrimEnd('/'));
        return new Uri(address, connection.Kind == ConnectionKind.AzureOpenAI ? "/openai/v1" : "/v1");
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray()
        : root.TryGetProperty("data", out var data) ? data.EnumerateArray()
        : throw new InvalidOperationException("The list of models has no data.");

    private static OpenAIClientOptions Options(Uri endpoint, HttpClient http) => new()
    {
        Endpoint = endpoint,
        Transport = new HttpClientPipelineTransport(http),

        // Our own pipeline counts and shows retries and times calls out; two of each would multiply.
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
    };

    private static AuthenticationPolicy KeyPolicy(Connection connection)
    {
        if (connection.ApiKey is not { } key) return new NoKeyPolicy();
        var credential = new ApiKeyCredential(key.Reveal());
        return connection.Kind == ConnectionKind.AzureOpenAI
            ? ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(credential, "api-key")
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(credential);
    }
}
