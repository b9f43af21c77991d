using System.Text.Json;
using Dapper;
using FlowBuilder.Core;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Connections;

/// <summary>Connections in the database, their keys encrypted.</summary>
internal sealed class SqliteConnectionStore(SqliteDatabase database, ConnectionKeys keys, TimeProvider clock) : IConnectionStore
{
    public async ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<ConnectionRow>(
                $"SELECT {ConnectionRow.Columns} FROM connections WHERE name = @name", new { name }),
            cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public async ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ConnectionRow>($"SELECT {ConnectionRow.Columns} FROM connections ORDER BY name"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(Read)];
    }

    public async ValueTask SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (!Connection.IsValidName(connection.Name))
            throw new ArgumentException("A connection's name is a lower-case letter and up to 63 letters, digits, '-' or '_'.", nameof(connection));

        var row = new
        {
            connection.Name,
            Kind = connection.Kind.Value,
            BaseUrl = connection.BaseUrl?.OriginalString,
            Models = JsonSerializer.Serialize(connection.Models, CoreJson.Options),
            Limits = JsonSerializer.Serialize(connection.Limits, CoreJson.Options),
            connection.Fallback,
            Recording = connection.Recording switch { RecordingMode.Record => "record", RecordingMode.Replay => "replay", _ => null },
            ApiKey = keys.Protect(connection.Name, connection.ApiKey),
            Now = StoredTime.Write(clock.GetUtcNow()),
        };
        await database.WriteAsync(
            sqlite => sqlite.Execute(
                """
                INSERT INTO connections (name, kind, base_url, models, limits, fallback, updated_at, api_key, recording)
                VALUES (@Name, @Kind, @BaseUrl, @Models, @Limits, @Fallback, @Now, @ApiKey, @Recording)
                ON CONFLICT (name) DO UPDATE SET
                    kind = excluded.kind, base_url = excluded.base_url, models = excluded.models, limits = excluded.limits,
                    fallback = excluded.fallback, recording = excluded.recording, updated_at = excluded.updated_at,
                    api_key = coalesce(excluded.api_key, api_key)
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM connections WHERE name = @name", new { name }) > 0,
            cancellationToken).ConfigureAwait(false);

    private Connection Read(ConnectionRow row) => new()
    {
        Name = row.Name,
        Kind = new ConnectionKind(row.Kind),
        BaseUrl = row.BaseUrl is null ? null : new Uri(row.BaseUrl),
        ApiKey = keys.Unprotect(row.Name, row.ApiKey),
        Models = JsonSerializer.Deserialize<IReadOnlyList<string>>(row.Models, CoreJson.Options) ?? [],
        Limits = JsonSerializer.Deserialize<ConnectionLimits>(row.Limits, CoreJson.Options) ?? new ConnectionLimits(),
        Fallback = row.Fallback,
        Recording = row.Recording switch { "record" => RecordingMode.Record, "replay" => RecordingMode.Replay, _ => null },
    };
}
