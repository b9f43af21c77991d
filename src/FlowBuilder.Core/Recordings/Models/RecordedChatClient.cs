using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>Calls a model and keeps what it answers, piece by piece.</summary>
internal sealed class RecordedChatClient(IChatClient inner, string? asked, string name, RecordingScope scope) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var slot = Begin(sent, options);
        try
        {
            var response = await inner.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
            slot.Keep(ChatAnswerJson.Of(response.ToChatResponseUpdates(), null, scope.Tape.Masked));
            return response;
        }
        catch (NodeException failure)
        {
            slot.Keep(ChatAnswerJson.Of([], failure, scope.Tape.Masked));
            throw;
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var slot = Begin(sent, options);
        var came = new List<ChatResponseUpdate>();
        NodeException? failed = null;
        await using var updates = inner.GetStreamingResponseAsync(sent, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (failed is null)
        {
            try
            {
                if (!await updates.MoveNextAsync().ConfigureAwait(false)) break;
            }
            catch (NodeException failure)
            {
                failed = failure;
                break;
            }

            came.Add(updates.Current);
            yield return updates.Current;
        }

        slot.Keep(ChatAnswerJson.Of(came, failed, scope.Tape.Masked));
        if (failed is not null) throw failed;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);

    public void Dispose() => inner.Dispose();

    private RecordingSlot Begin(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        scope.Tape.Begin(scope.Tape.RequestOf(CallKind.Model, name, ChatRequestJson.Of(asked, messages, options)), scope.Path);
}
