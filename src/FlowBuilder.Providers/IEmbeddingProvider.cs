using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers;

/// <summary>Makes embedding models for the connections of its kinds.</summary>
internal interface IEmbeddingProvider
{
    /// <summary>A bare model: no retries and no time-outs of its own, those are the connection's.</summary>
    IEmbeddingGenerator<string, Embedding<float>> CreateEmbedding(Connection connection, string model, HttpClient http, ModelFaults faults);
}
