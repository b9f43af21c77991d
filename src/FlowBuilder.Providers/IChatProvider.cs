using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers;

/// <summary>Makes clients for the connections of its kinds.</summary>
internal interface IChatProvider
{
    /// <summary>Whether it speaks a kind's protocol.</summary>
    bool Speaks(ConnectionKind kind);

    /// <summary>A bare client: no retries and no time-outs of its own, those are the connection's.</summary>
    IChatClient Create(Connection connection, string model, HttpClient http, ModelFaults faults);

    /// <summary>The models that the provider names.</summary>
    Task<IReadOnlyList<string>> ListModelsAsync(
        Connection connection, HttpClient http, ModelFaults faults, CancellationToken cancellationToken);
}
