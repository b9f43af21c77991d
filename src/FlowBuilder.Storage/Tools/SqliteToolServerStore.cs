using System.Text.Json;
using Dapper;
using FlowBuilder.Core;
using FlowBuilder.Core.Tools;
using FlowBuilder.Storage.Secrets;
using FlowBuilder.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Tools;

/// <summary>Tool servers in the database, the values of their headers and environment variables encrypted.</summary>
internal sealed class SqliteToolServerStore(
    SqliteDatabase database, IDataProtectionProvider provider, TimeProvider clock, ILogger<SqliteToolServerStore> logger) : IToolServerStore
{
    private readonly SecretSeal _seal = new(provider, "FlowBuilder.ToolServers.Secrets");

    public async ValueTask<ToolServer?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<ToolServerRow>($"SELECT {ToolServerRow.Columns} FROM tool_servers WHERE name = @name", new { name }),
            cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public async ValueTask<IReadOnlyList<ToolServer>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ToolServerRow>($"SELECT {ToolServerRow.Columns} FROM tool_servers ORDER BY name"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(Read)];
    }

    public async ValueTask SaveAsync(ToolServer server, CancellationToken cancellationToken)
    {
        if (!ToolServer.IsValidName(server.Name))
            throw new ArgumentException("A tool server's name is a lower-case letter and up to 63 letters, digits, '-' or '_'.", nameof(server));

        var now = StoredTime.Write(clock.GetUtcNow());
        await database.WriteAsync(
            connection =>
            {
                var stored = connection.QuerySingleOrDefault<ToolServerRow>($"SELECT {ToolServerRow.Columns} FROM tool_servers WHERE name = @Name", new { server.Name });
                var kept = ToolServerSecrets.Kept(server, stored is null ? null : Read(stored));
                var values = kept.Secrets.ToDictionary(secret => secret.Name, secret => secret.Value!.Reveal());
                return connection.Execute(
                    """
                    INSERT INTO tool_servers (name, kind, address, command, arguments, secrets, updated_at)
                    VALUES (@Name, @Kind, @Address, @Command, @Arguments, @Secrets, @Now)
                    ON CONFLICT (name) DO UPDATE SET
                        kind = excluded.kind, address = excluded.address, command = excluded.command, arguments = excluded.arguments,
                        secrets = excluded.secrets, updated_at = excluded.updated_at
                    """,
                    new
                    {
                        kept.Name,
                        Kind = kept.Kind.ToString(),
                        Address = kept.Address?.OriginalString,
                        kept.Command,
                        Arguments = JsonSerializer.Serialize(kept.Arguments, CoreJson.Options),
                        Secrets = values.Count == 0 ? null : _seal.Seal(kept.Name, new Secret(JsonSerializer.Serialize(values, CoreJson.Options))),
                        Now = now,
                    });
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM tool_servers WHERE name = @name", new { name }) > 0,
            cancellationToken).ConfigureAwait(false);

    private ToolServer Read(ToolServerRow row) => new()
    {
        Name = row.Name,
        Kind = Enum.Parse<ToolServerKind>(row.Kind),
        Address = row.Address is null ? null : new Uri(row.Address),
        Command = row.Command,
        Arguments = JsonSerializer.Deserialize<IReadOnlyList<string>>(row.Arguments, CoreJson.Options) ?? [],
        Secrets = SecretsOf(row),
    };

    private IReadOnlyList<NamedSecret> SecretsOf(ToolServerRow row)
    {
        var opened = _seal.Open(row.Name, row.Secrets, lost =>
            logger.LogWarning(lost, "The stored secrets of tool server {Server} cannot be decrypted; enter them again in its settings.", row.Name));
        if (opened is null) return [];
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(opened.Reveal(), CoreJson.Options) ?? [];
        return [.. values.Select(entry => new NamedSecret(entry.Key, new Secret(entry.Value)))];
    }
}
