using Dapper;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Publishing;

/// <summary>Published versions and endpoints in the database.</summary>
internal sealed class SqliteEndpointStore(SqliteDatabase database, FlowFormat format, TimeProvider clock) : IEndpointStore
{
    private const string SlugRule = "A slug is 1 to 64 lower-case letters, digits and inner hyphens.";

    public async ValueTask<FlowVersion?> PublishAsync(string flowId, string slug, string note, Flow flow, CancellationToken cancellationToken)
    {
        if (!Endpoint.IsValidSlug(slug)) throw new ArgumentException(SlugRule, nameof(slug));
        var now = clock.GetUtcNow();
        var document = format.Write(flow);
        var hash = format.ContentHash(flow);
        return await database.WriteAsync(
            connection =>
            {
                if (connection.ExecuteScalar<long>("SELECT count(*) FROM flows WHERE id = @flowId AND deleted_at IS NULL", new { flowId }) == 0) return null;
                if (connection.QuerySingleOrDefault<string>("SELECT flow_id FROM endpoints WHERE slug = @slug", new { slug }) is { } owner && owner != flowId)
                    throw new SlugTakenException(slug);
                var number = connection.ExecuteScalar<int>("SELECT coalesce(max(number), 0) + 1 FROM flow_versions WHERE flow_id = @flowId", new { flowId });
                connection.Execute(
                    """
                    INSERT INTO flow_versions (flow_id, number, note, content_hash, published_at, document)
                    VALUES (@flowId, @number, @note, @hash, @time, @document)
                    """,
                    new { flowId, number, note, hash, time = StoredTime.Write(now), document });
                Route(connection, EndpointRow.Of(new Endpoint { Slug = slug, FlowId = flowId, Traffic = TrafficSplit.All(number) }, now));
                return new FlowVersion(flowId, number, now, note, hash);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<FlowVersion>> ListVersionsAsync(string flowId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<VersionRow>(
                $"""
                SELECT {VersionRow.Columns} FROM flow_versions v JOIN flows f ON f.id = v.flow_id AND f.deleted_at IS NULL
                WHERE v.flow_id = @flowId ORDER BY v.number DESC
                """,
                new { flowId }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToVersion())];
    }

    public async ValueTask<PublishedFlow?> FindVersionAsync(string flowId, int number, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<VersionRow>(
                $"""
                SELECT {VersionRow.Columns}, v.document AS Document FROM flow_versions v JOIN flows f ON f.id = v.flow_id AND f.deleted_at IS NULL
                WHERE v.flow_id = @flowId AND v.number = @number
                """,
                new { flowId, number }),
            cancellationToken).ConfigureAwait(false);
        if (row is null) return null;
        return new PublishedFlow(row.ToVersion(), format.ReadStored(row.Document).Flow ?? throw Unreadable(flowId, number));
    }

    public async ValueTask<IReadOnlyList<Endpoint>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<EndpointRow>($"SELECT {EndpointRow.Columns} FROM endpoints e {LiveFlow.Join} ORDER BY e.slug"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToEndpoint())];
    }

    public async ValueTask<Endpoint?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<EndpointRow>(
                $"SELECT {EndpointRow.Columns} FROM endpoints e {LiveFlow.Join} WHERE e.slug = @slug", new { slug }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToEndpoint();
    }

    public async ValueTask<bool> SaveAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var row = EndpointRow.Of(endpoint, clock.GetUtcNow());
        return await database.WriteAsync(
            connection =>
            {
                var there = connection.Query<int>("SELECT number FROM flow_versions WHERE flow_id = @FlowId", row).ToHashSet();
                if (!endpoint.Traffic.Shares.Keys.All(there.Contains)) return false;
                return connection.Execute(
                    """
                    UPDATE endpoints SET previous_traffic = CASE WHEN traffic = @Traffic THEN previous_traffic ELSE traffic END, traffic = @Traffic,
                        is_enabled = @IsEnabled, is_public = @IsPublic, is_tool = @IsTool, allowed_origins = @AllowedOrigins,
                        public_per_minute = @PublicPerMinute, open_settings = @OpenSettings, durability = @Durability, updated_at = @UpdatedAt
                    WHERE slug = @Slug AND flow_id = @FlowId
                    """,
                    row) > 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> RenameAsync(string slug, string newSlug, CancellationToken cancellationToken)
    {
        if (!Endpoint.IsValidSlug(newSlug)) throw new ArgumentException(SlugRule, nameof(newSlug));
        return await database.WriteAsync(
            connection =>
            {
                if (connection.ExecuteScalar<long>("SELECT count(*) FROM endpoints WHERE slug = @newSlug", new { newSlug }) > 0) throw new SlugTakenException(newSlug);
                if (connection.Execute("UPDATE endpoints SET slug = @newSlug WHERE slug = @slug", new { slug, newSlug }) == 0) return false;
                connection.Execute(
                    """
                    UPDATE api_keys SET slugs = (SELECT json_group_array(CASE value WHEN @slug THEN @newSlug ELSE value END) FROM json_each(slugs))
                    WHERE slugs IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(slugs) WHERE value = @slug)
                    """,
                    new { slug, newSlug });
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string slug, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM endpoints WHERE slug = @slug", new { slug }) > 0,
            cancellationToken).ConfigureAwait(false);

    // What else was set of an endpoint stays when a new version is routed to it.
    private static void Route(SqliteConnection connection, EndpointRow row) => connection.Execute(
        """
        INSERT INTO endpoints (slug, flow_id, traffic, is_enabled, is_public, is_tool, allowed_origins, public_per_minute, open_settings, durability, updated_at)
        VALUES (@Slug, @FlowId, @Traffic, @IsEnabled, @IsPublic, @IsTool, @AllowedOrigins, @PublicPerMinute, @OpenSettings, @Durability, @UpdatedAt)
        ON CONFLICT (slug) DO UPDATE SET previous_traffic = traffic, traffic = excluded.traffic, is_enabled = 1, updated_at = excluded.updated_at
        """,
        row);

    private static StorageException Unreadable(string flowId, int number) => new(
        StorageException.FlowUnreadable,
        LocalText.Of(
            $"This version of FlowBuilder cannot read version {number} of the flow {flowId}. It is kept as it is: open it with the program that published it.",
            $"이 버전의 FlowBuilder는 플로우 {flowId}의 {number}번 버전을 읽을 수 없습니다. 내용은 그대로 보관되어 있으니 게시했던 프로그램으로 여세요."));
}
