using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Budgets;

/// <summary>Passes each call of a node for vectors through the budgets that it is under; without any, nothing changes.</summary>
internal sealed class MeteredEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, string model, ModelPrice? price)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (BudgetMeter.Current is not { } meter) return await base.GenerateAsync(values, options, cancellationToken).ConfigureAwait(false);
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var tokens = texts.Sum(text => TokenEstimator.Count(text));
        using var lease = await meter.EnterAsync(new MeteredCall(model, MeteredOutput.WithMargin(tokens), 0, price), cancellationToken).ConfigureAwait(false);
        var vectors = await base.GenerateAsync(texts, options, cancellationToken).ConfigureAwait(false);
        lease.Settle(vectors.Usage?.InputTokenCount ?? tokens, 0);
        lease.Report();
        return vectors;
    }
}
