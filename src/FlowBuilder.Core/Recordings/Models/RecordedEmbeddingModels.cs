using FlowBuilder.Core.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>Embedding models whose calls are recorded in a run that records, and given from the recording in one that replays.</summary>
/// <param name="inner">The models themselves; never asked in a replay.</param>
public sealed class RecordedEmbeddingModels(IEmbeddingModels inner) : IEmbeddingModels
{
    /// <inheritdoc/>
    public async ValueTask<IEmbeddingGenerator<string, Embedding<float>>> OpenAsync(string connection, string model, CancellationToken cancellationToken)
    {
        if (RecordingScope.Current is not { } scope) return await inner.OpenAsync(connection, model, cancellationToken).ConfigureAwait(false);
        return scope.Tape.Mode == RecordingMode.Replay
            ? new ReplayedEmbeddings(model, scope)
            : new RecordedEmbeddings(await inner.OpenAsync(connection, model, cancellationToken).ConfigureAwait(false), model, scope);
    }
}
