using System.Runtime.CompilerServices;
using FlowBuilder.Core.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Testing.Models;

/// <summary>Models that answer by a rule, as many at once as a test likes.</summary>
/// <param name="answer">From the connection's name and the whole prompt to the answer.</param>
public sealed class AnsweringChatModels(Func<string, string, CancellationToken, Task<string>> answer) : IChatModels
{
    /// <summary>Models that answer at once.</summary>
    public AnsweringChatModels(Func<string, string, string> answer)
        : this((connection, prompt, _) => Task.FromResult(answer(connection, prompt)))
    {
    }

    /// <inheritdoc/>
    public ValueTask<OpenedChatModel> OpenAsync(string connection, string? model, ICallObserver observer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new OpenedChatModel(new Client(connection, answer), connection, string.IsNullOrEmpty(model) ? "m" : model, null, IsDeterministic: true));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>>(["m"]);

    private sealed class Client(string connection, Func<string, string, CancellationToken, Task<string>> answer) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var text = await answer(connection, string.Join('\n', messages.Select(message => message.Text)), cancellationToken);
            foreach (var letter in text) yield return new ChatResponseUpdate(ChatRole.Assistant, letter.ToString());
            yield return new ChatResponseUpdate
            {
                Role = ChatRole.Assistant,
                FinishReason = ChatFinishReason.Stop,
                Contents = [new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = text.Length })],
            };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
