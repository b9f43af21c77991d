using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Models;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to connections, and forgets for whom one was that is gone.</summary>
internal sealed class AuditedConnections(IConnectionStore connections, AuditTrail audit, AccessRules rules) : IConnectionStore
{
    /// <inheritdoc/>
    public ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken) => connections.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) => connections.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        var isNew = await connections.FindAsync(connection.Name, cancellationToken) is null;
        await connections.SaveAsync(connection, cancellationToken);
        await audit.WriteAsync(isNew ? "connection.created" : "connection.changed", connection.Name, connection.Name);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (!await connections.DeleteAsync(name, cancellationToken)) return false;
        await audit.WriteAsync("connection.deleted", name, name);
        await rules.ShareAsync(Resource.Connection(name), [], CancellationToken.None);
        return true;
    }
}
