using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Tests.Bases;

/// <summary>A host without connections.</summary>
internal sealed class NoEmbeddings : IEmbeddingModels
{
    public ValueTask<IEmbeddingGenerator<string, Embedding<float>>> OpenAsync(string connection, string model, CancellationToken cancellationToken) =>
        throw new NodeException("model.connection-unknown", LocalText.Verbatim(connection));
}
