using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Providers.Faults;
using FlowBuilder.Providers.Http;
using Microsoft.Extensions.AI;
using SdkChatClient = OpenAI.Chat.ChatClient;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>OpenAI's chat completions, through the SDK's protocol methods.</summary>
/// <remarks>The SDK brings address, key and transport; bodies are written and read here, see <see cref="OpenAiRequest"/> and <see cref="OpenAiChunk"/>.</remarks>
internal sealed class OpenAiChatClient(SdkChatClient inner, string model, Uri endpoint, ModelFaults faults) : IChatClient
{
    private readonly OpenAiRequest _request = new(model, OpenAiDialect.Of(endpoint), faults);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        using var response = await SendAsync(messages, options, stream: false, cancellationToken).ConfigureAwait(false);
        await foreach (var update in ReadWholeAsync(response, cancellationToken).ConfigureAwait(false)) updates.Add(update);
        return updates.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(messages, options, stream: true, cancellationToken).ConfigureAwait(false);

        // A server that does not stream answers in one piece; that is an answer all the same.
        var updates = IsJson(response)
            ? ReadWholeAsync(response, cancellationToken)
            : ReadStreamAsync(response, cancellationToken);
        await foreach (var update in updates.ConfigureAwait(false)) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return new ChatClientMetadata("openai", endpoint, model);
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    private async Task<PipelineResponse> SendAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(_request.Write(messages, options, stream));
        var result = await inner.CompleteChatAsync(content, new RequestOptions
        {
            CancellationToken = cancellationToken,
            BufferResponse = false,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        }).ConfigureAwait(false);
        return result.GetRawResponse();
    }

    private static bool IsJson(PipelineResponse response) =>
        response.Headers.TryGetValue("Content-Type", out var type)
        && type!.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    private async IAsyncEnumerable<ChatResponseUpdate> ReadWholeAsync(
        PipelineResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new OpenAiAnswer(model, faults);
        using var json = await ParseAsync(response.ContentStream, cancellationToken).ConfigureAwait(false);
        foreach (var update in reader.Read(json.RootElement)) yield return update;
        if (!reader.HasChoice) throw faults.BadResponse(json.RootElement.GetRawText());
        foreach (var update in reader.End()) yield return update;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ReadStreamAsync(
        PipelineResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new OpenAiAnswer(model, faults);
        var ended = false;

        // As bytes: most of an answer is read nowhere else as text.
        var items = SseParser.Create(response.ContentStream ?? Stream.Null, static (_, data) => data.ToArray()).EnumerateAsync(cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            ended = item.Data.AsSpan().SequenceEqual("[DONE]"u8);
            if (ended) break;
            if (item.Data.Length == 0) continue;
            using var json = Parse(item.Data);
            if (item.EventType == "error" || ProviderError.Find(json.RootElement) is not null)
                throw ErrorFaults.From(faults, ProviderError.Find(json.RootElement) ?? new ProviderError(null, "", null));
            foreach (var update in reader.Read(json.RootElement)) yield return update;
        }

        if (!ended && !reader.HasFinished) throw faults.BrokenStream();
        foreach (var update in reader.End()) yield return update;
    }

    private JsonDocument Parse(byte[] data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException failure)
        {
            throw faults.BadResponse(Encoding.UTF8.GetString(data), failure);
        }
    }

    private async Task<JsonDocument> ParseAsync(Stream? body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(body ?? Stream.Null, default, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException failure)
        {
            throw faults.BadResponse(null, failure);
        }
        finally
        {
            // The SDK refuses to dispose a response that was buffered and read by somebody else to its end.
            if (body is { CanSeek: true }) body.Position = 0;
        }
    }
}
