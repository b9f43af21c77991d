using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Faults;
using FlowBuilder.Providers.Http;

namespace FlowBuilder.Providers.Resilience;

/// <summary>What is kept for a connection between calls; a changed connection gets a new one, calls under way keep theirs.</summary>
internal sealed class ConnectionRuntime
{
    public ConnectionRuntime(Connection connection, HttpMessageHandler transport, ProviderOptions options, TimeProvider time)
    {
        Connection = connection;
        Faults = new ModelFaults(connection);
        Pipeline = new ConnectionPipeline(connection.Limits, Faults, options, time);
        Http = new HttpClient(new ProviderHandler(Faults, time, transport), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The connection as it was when this was made.</summary>
    public Connection Connection { get; }

    /// <summary>Its failures in words.</summary>
    public ModelFaults Faults { get; }

    /// <summary>Its places, retries and breaker.</summary>
    public ConnectionPipeline Pipeline { get; }

    /// <summary>The way to its provider.</summary>
    public HttpClient Http { get; }

    /// <summary>Whether this still fits a connection as it is stored now.</summary>
    public bool Fits(Connection connection) =>
        Connection.Kind == connection.Kind
        && Connection.BaseUrl == connection.BaseUrl
        && Connection.ApiKey?.Reveal() == connection.ApiKey?.Reveal()
        && Connection.Fallback == connection.Fallback
        && Connection.Limits == connection.Limits;
}
