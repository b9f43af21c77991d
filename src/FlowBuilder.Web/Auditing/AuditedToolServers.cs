using FlowBuilder.Core.Tools;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to tool servers.</summary>
internal sealed class AuditedToolServers(IToolServerStore servers, AuditTrail audit) : IToolServerStore
{
    /// <inheritdoc/>
    public ValueTask<ToolServer?> FindAsync(string name, CancellationToken cancellationToken) => servers.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ToolServer>> ListAsync(CancellationToken cancellationToken) => servers.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveAsync(ToolServer server, CancellationToken cancellationToken)
    {
        var isNew = await servers.FindAsync(server.Name, cancellationToken) is null;
        await servers.SaveAsync(server, cancellationToken);
        await audit.WriteAsync(isNew ? "toolserver.created" : "toolserver.changed", server.Name, server.Name);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (!await servers.DeleteAsync(name, cancellationToken)) return false;
        await audit.WriteAsync("toolserver.deleted", name, name);
        return true;
    }
}
