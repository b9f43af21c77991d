using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Budgets;

/// <summary>Passes each call of a node through the budgets that it is under; without any, nothing changes.</summary>
/// <param name="inner">The client, with retries and the like around it: none of its waiting is held against a person who is asked.</param>
/// <param name="model">The model's name.</param>
/// <param name="price">What it costs, or null.</param>
/// <param name="tooLarge">By model, the least limit of an answer that its provider was found not to take.</param>
internal sealed class MeteredChatClient(IChatClient inner, string model, ModelPrice? price, ConcurrentDictionary<string, int> tooLarge)
    : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (BudgetMeter.Current is not { } meter) return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var call = CallOf(sent, options);
        using var lease = await meter.EnterAsync(call, cancellationToken).ConfigureAwait(false);
        var bounded = Bounded(options, lease);
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(sent, bounded, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException refusal) when (IsTooLarge(refusal, options, bounded))
        {
            response = await base.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
        }

        var output = new MeteredOutput();
        foreach (var message in response.Messages) output.Add(message.Contents);
        output.Add(response.Usage);
        output.Settle(lease, call);
        if (lease.IsBound && response.FinishReason == ChatFinishReason.Length) await CutAsync(lease, output, cancellationToken).ConfigureAwait(false);
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (BudgetMeter.Current is not { } meter)
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)) yield return update;
            yield break;
        }

        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var call = CallOf(sent, options);
        using var lease = await meter.EnterAsync(call, cancellationToken).ConfigureAwait(false);
        var output = new MeteredOutput();
        var (isCut, hasEnded) = (false, false);
        try
        {
            await using var updates = await StartAsync(sent, options, lease, cancellationToken).ConfigureAwait(false);
            while (updates.HasCurrent)
            {
                var update = updates.Current;
                output.Add(update.Contents);
                isCut = lease.IsBound && (update.FinishReason == ChatFinishReason.Length || output.IsOver(lease.MostOutput));
                yield return update;
                if (isCut && update.FinishReason is null) break;
                await updates.MoveAsync().ConfigureAwait(false);
            }

            hasEnded = true;
        }
        finally
        {
            // Whoever leaves off, or is broken off, has used what came until then.
            if (hasEnded || output.HasAny) output.Settle(lease, call);
            if (!hasEnded && output.HasAny) lease.Report();
        }

        if (!isCut) yield break;
        await CutAsync(lease, output, cancellationToken).ConfigureAwait(false);
        yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Length };
    }

    private static async ValueTask CutAsync(BudgetLease lease, MeteredOutput output, CancellationToken cancellationToken)
    {
        try
        {
            await lease.CutAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (output.HasUsage) lease.Report();
            throw;
        }
    }

    private static ChatOptions? Bounded(ChatOptions? options, BudgetLease lease, int? known)
    {
        if (!lease.IsBound || lease.MostOutput >= known) return options;
        var bounded = options?.Clone() ?? new ChatOptions();
        bounded.MaxOutputTokens = lease.MostOutput;
        return bounded;
    }

    private ChatOptions? Bounded(ChatOptions? options, BudgetLease lease) =>
        Bounded(options, lease, options?.MaxOutputTokens is null && tooLarge.TryGetValue(model, out var least) ? least : null);

    private MeteredCall CallOf(IReadOnlyList<ChatMessage> sent, ChatOptions? options) =>
        new(model, MeteredOutput.WithMargin(PromptTokens.Count(sent, options)), options?.MaxOutputTokens, price);

    // Whose provider does not take so large a limit has a smaller one of its own, so that none need be said.
    private bool IsTooLarge(NodeException refusal, ChatOptions? asked, ChatOptions? bounded)
    {
        if (refusal.Code != ModelFaultCodes.Rejected || asked?.MaxOutputTokens is not null || bounded?.MaxOutputTokens is not { } limit) return false;
        var text = refusal.Text.English;
        if (!text.Contains("token", StringComparison.OrdinalIgnoreCase) || !text.Contains("max", StringComparison.OrdinalIgnoreCase)) return false;
        tooLarge.AddOrUpdate(model, limit, (_, known) => Math.Min(known, limit));
        return true;
    }

    private async ValueTask<StartedUpdates> StartAsync(
        IReadOnlyList<ChatMessage> sent, ChatOptions? options, BudgetLease lease, CancellationToken cancellationToken)
    {
        var bounded = Bounded(options, lease);
        try
        {
            return await StartedUpdates.OfAsync(base.GetStreamingResponseAsync(sent, bounded, cancellationToken)).ConfigureAwait(false);
        }
        catch (NodeException refusal) when (IsTooLarge(refusal, options, bounded))
        {
            return await StartedUpdates.OfAsync(base.GetStreamingResponseAsync(sent, options, cancellationToken)).ConfigureAwait(false);
        }
    }
}
