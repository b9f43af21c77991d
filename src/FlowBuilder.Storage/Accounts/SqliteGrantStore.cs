using Dapper;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Accounts;

/// <summary>Grants in the database.</summary>
internal sealed class SqliteGrantStore(SqliteDatabase database) : IGrantStore
{
    public async ValueTask<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<(string Kind, string Resource, string Account, string Level)>(
                "SELECT kind, resource, account, level FROM grants ORDER BY kind, resource, account"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new Grant(
            new Resource(Enum.Parse<ResourceKind>(row.Kind), row.Resource), row.Account, Enum.Parse<AccessLevel>(row.Level)))];
    }

    public async ValueTask ReplaceAsync(Resource resource, IReadOnlyList<Grant> grants, CancellationToken cancellationToken)
    {
        if (grants.Any(grant => grant.Resource != resource)) throw new ArgumentException("A grant is of another resource.", nameof(grants));

        var rows = grants.Select(grant => new { Kind = resource.Kind.ToString(), resource.Id, grant.AccountId, Level = grant.Level.ToString() }).ToArray();
        await database.WriteAsync(
            connection =>
            {
                connection.Execute("DELETE FROM grants WHERE kind = @Kind AND resource = @Id", new { Kind = resource.Kind.ToString(), resource.Id });
                return connection.Execute("INSERT INTO grants (kind, resource, account, level) VALUES (@Kind, @Id, @AccountId, @Level)", rows);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
