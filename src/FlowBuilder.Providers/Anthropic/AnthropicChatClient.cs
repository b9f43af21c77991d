using System.Runtime.CompilerServices;
using Anthropic.Models.Messages;
using FlowBuilder.Core.Faults;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Anthropic;

/// <summary>The SDK's client, with what it leaves open: JSON answers, ends of streams, refusals, input tokens.</summary>
/// <remarks>
/// Answers are always streamed, also those asked for in one piece: the SDK refuses long answers otherwise. The API has no
/// seed; it is left out. Temperature and top-p, which the SDK leaves out as well because newer models refuse them, are sent
/// where the author set them; a model that refuses them is asked again without.
/// </remarks>
internal sealed class AnthropicChatClient(IChatClient inner, string model, int defaultMaxTokens, ModelFaults faults) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (plain, asJson) = JsonAnswer.Prepare(options);
        var asked = Checked(messages).ToList();
        var stream = new StreamState();
        await foreach (var update in AskAsync(asked, plain, cancellationToken).ConfigureAwait(false))
        {
            stream.See(update);
            if (asJson) JsonAnswer.MakeText(update);
            if (update.Contents.Count == 0 && update.FinishReason is null) continue;
            yield return update;
        }

        if (!stream.HasEnded) throw faults.BrokenStream();
        if (stream.WasRefused) throw faults.Refused(null);
    }

    public object? GetService(System.Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);

    public void Dispose() => inner.Dispose();

    private async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        List<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sampled = Sampling.Add(options, model, defaultMaxTokens);
        var updates = inner.GetStreamingResponseAsync(messages, sampled, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            bool goesOn;
            try
            {
                goesOn = await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (NodeException refused) when (!ReferenceEquals(sampled, options) && Sampling.IsRefused(refused))
            {
                await updates.DisposeAsync().ConfigureAwait(false);
                updates = inner.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
                goesOn = await updates.MoveNextAsync().ConfigureAwait(false);
            }

            while (goesOn)
            {
                yield return updates.Current;
                goesOn = await updates.MoveNextAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await updates.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The SDK drops content that it cannot send; the author must hear of it instead.</summary>
    private IEnumerable<ChatMessage> Checked(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                var type = content is DataContent data ? data.MediaType : (content as UriContent)?.MediaType;
                if (type is not null && !type.StartsWith("image/", StringComparison.Ordinal) && type is not ("application/pdf" or "text/plain"))
                    throw faults.UnsupportedContent(type);
            }

            yield return message;
        }
    }

    /// <summary>What was seen of a stream.</summary>
    private sealed class StreamState
    {
        private long? _inputTokens;
        private bool _hasContent;
        private ChatFinishReason? _finish;
        private bool _hasStopped;

        /// <summary>Whether the answer's own end was seen.</summary>
        public bool HasEnded => _hasStopped || _finish is not null;

        /// <summary>Whether the model declined, and said nothing else.</summary>
        public bool WasRefused => _finish == ChatFinishReason.ContentFilter && !_hasContent;

        public void See(ChatResponseUpdate update)
        {
            _finish = update.FinishReason ?? _finish;
            switch ((update.RawRepresentation as RawMessageStreamEvent)?.Value)
            {
                case RawMessageStartEvent start:
                    var usage = start.Message.Usage;
                    _inputTokens = usage.InputTokens + (usage.CacheReadInputTokens ?? 0) + (usage.CacheCreationInputTokens ?? 0);
                    break;
                case RawMessageStopEvent:
                    _hasStopped = true;
                    break;
            }

            for (var i = update.Contents.Count - 1; i >= 0; i--)
            {
                switch (update.Contents[i])
                {
                    case TextContent { Text.Length: 0, Annotations: null }:
                        update.Contents.RemoveAt(i);
                        break;
                    case UsageContent counted:
                        Complete(counted.Details);
                        break;
                    default:
                        _hasContent = true;
                        break;
                }
            }
        }

        /// <summary>The last count may name the output only; the input was counted at the start.</summary>
        private void Complete(UsageDetails usage)
        {
            if (usage.InputTokenCount is > 0 || _inputTokens is null) return;
            usage.InputTokenCount = _inputTokens;
            usage.TotalTokenCount = _inputTokens + usage.OutputTokenCount;
        }
    }
}
