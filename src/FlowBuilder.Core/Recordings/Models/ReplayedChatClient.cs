using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>A model that answers what was recorded.</summary>
internal sealed class ReplayedChatClient(string? asked, string name, string? provider, RecordingScope scope) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(provider, defaultModelId: name);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = scope.Tape.RequestOf(CallKind.Model, name, ChatRequestJson.Of(asked, messages, options));
        var (updates, fault) = ChatAnswerJson.Read(scope.Tape.Take(request, scope.Path));
        foreach (var update in updates)
        {
            // A model is never ready at once, and those who follow its text are not to be kept waiting for its end.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        if (fault is not null) throw fault;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType.IsInstanceOfType(this) ? this : serviceType == typeof(ChatClientMetadata) ? _metadata : null;

    public void Dispose()
    {
    }
}
