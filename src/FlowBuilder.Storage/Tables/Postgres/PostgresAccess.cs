using System.Net.Sockets;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using Npgsql;

namespace FlowBuilder.Storage.Tables.Postgres;

/// <summary>The way to a PostgreSQL database, and what its refusals mean.</summary>
internal static class PostgresAccess
{
    private const int SecondsToConnect = 10;

    // SQL is sent as it was checked: nothing takes it apart a second time, by rules of its own, on the way.
    static PostgresAccess() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="NodeException">The address is none, or the server does not let us in.</exception>
    public static async Task<NpgsqlConnection> OpenAsync(Connection connection, CancellationToken cancellationToken)
    {
        var address = DatabaseAddress.Of(connection.BaseUrl) ?? throw TableFault.Unreachable(
            connection.Name,
            "its address is not complete. It is written postgresql://user@host:5432/database.",
            "주소가 올바르지 않습니다. postgresql://user@host:5432/database처럼 쓰세요.",
            isTransient: false);
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.Database,
            Username = address.User,
            Password = connection.ApiKey?.Reveal(),
            SslMode = ModeOf(address.Tls),
            Timeout = SecondsToConnect,
            CommandTimeout = 0,
            ApplicationName = "FlowBuilder",
            MaxPoolSize = 8,
            IncludeErrorDetail = false,
        }.ConnectionString);
        try
        {
            await opened.OpenAsync(cancellationToken).ConfigureAwait(false);
            return opened;
        }
        catch (Exception failure)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw failure is NpgsqlException or SocketException or TimeoutException or ArgumentException ? Closed(connection.Name, failure) : failure;
        }
    }

    /// <summary>What a failed statement means.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="connection">The connection's name.</param>
    /// <param name="limit">How long the statement was allowed to run.</param>
    public static NodeException FaultOf(NpgsqlException failure, string connection, TimeSpan limit) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => TableFault.TooSlow(limit),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => TableFault.Refused(
            "the database says that it would write. Only read with SELECT.", "데이터베이스가 쓰기 작업이라고 거절했습니다. SELECT로 읽기만 하세요."),
        PostgresException told when told.IsTransient || told.SqlState.StartsWith("08", StringComparison.Ordinal) => Closed(connection, told),
        PostgresException told => TableFault.Wrong(told.Hint is { Length: > 0 } hint ? $"{told.MessageText} ({hint})" : told.MessageText, told),
        _ => Closed(connection, failure),
    };

    private static NodeException Closed(string name, Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => TableFault.Unreachable(
            name, "user or password is wrong. Correct them under Connections.", "사용자나 비밀번호가 맞지 않습니다. 연결에서 고치세요.", isTransient: false, failure),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => TableFault.Unreachable(
            name, "there is no database of that name on the server. Correct it under Connections.", "서버에 그 이름의 데이터베이스가 없습니다. 연결에서 고치세요.", isTransient: false, failure),
        PostgresException told => TableFault.Unreachable(
            name, $"the server says: {told.MessageText}.", $"서버 응답: {told.MessageText}.", told.IsTransient, failure),
        _ => TableFault.Unreachable(
            name,
            "the server does not answer, or not as PostgreSQL does. Check host, port and TLS under Connections, and whether the server runs.",
            "서버가 응답하지 않거나 PostgreSQL이 아닙니다. 연결에서 호스트, 포트, TLS를 확인하고 서버가 실행 중인지 확인하세요.",
            isTransient: true,
            failure),
    };

    private static SslMode ModeOf(DatabaseTls tls) => tls switch
    {
        DatabaseTls.Disable => SslMode.Disable,
        DatabaseTls.Require => SslMode.Require,
        DatabaseTls.VerifyFull => SslMode.VerifyFull,
        _ => SslMode.Prefer,
    };
}
