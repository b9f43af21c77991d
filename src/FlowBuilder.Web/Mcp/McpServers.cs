using System.Reflection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FlowBuilder.Web.Mcp;

/// <summary>Makes servers that offer published flows as tools and the samples as resources.</summary>
internal sealed class McpServers(FlowTools tools, SampleResources samples, ILoggerFactory logs, IServiceProvider services, TimeProvider time)
{
    private static readonly string Version =
        typeof(McpServers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0.0";

    /// <summary>A server that outlasts its requests, for a client that began with <c>initialize</c>.</summary>
    public McpSession OpenSession(string id, string keyId) =>
        Open(new StreamableHttpServerTransport(logs) { SessionId = id }, keyId, CancellationToken.None);

    /// <summary>A server for one request.</summary>
    /// <param name="cancellationToken">The caller has gone: what it asked for is stopped.</param>
    public McpSession OpenOnce(CancellationToken cancellationToken) =>
        Open(new StreamableHttpServerTransport(logs) { Stateless = true }, "", cancellationToken);

    private McpSession Open(StreamableHttpServerTransport transport, string keyId, CancellationToken cancellationToken) =>
        new(transport, McpServer.Create(transport, Options(), logs, services), keyId, time, cancellationToken);

    private McpServerOptions Options() => new()
    {
        ServerInfo = new Implementation { Name = "flowbuilder", Title = "FlowBuilder", Version = Version },
        ServerInstructions = "Each tool runs a flow that somebody built and published here. The resources are sample flows, as files that FlowBuilder opens.",
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = tools.ListAsync,
            CallToolHandler = tools.CallAsync,
            ListResourcesHandler = samples.ListAsync,
            ReadResourceHandler = samples.ReadAsync,
        },
    };
}
