using System.Globalization;

namespace FlowBuilder.Core.Models;

/// <summary>Where a database is and who asks it; the password is the connection's key and never part of this.</summary>
/// <param name="Host">The server's name or address.</param>
/// <param name="Port">Its port, 1 to 65535.</param>
/// <param name="Database">The database's name.</param>
/// <param name="User">The account.</param>
/// <param name="Tls">How the way there is encrypted.</param>
public sealed record DatabaseAddress(string Host, int Port, string Database, string User, DatabaseTls Tls)
{
    /// <summary>The port that PostgreSQL listens on unless it is told otherwise.</summary>
    public const int DefaultPort = 5432;

    private const string Scheme = "postgresql";

    /// <summary>The address as a connection keeps it: <c>postgresql://user@host:5432/database?sslmode=require</c>.</summary>
    public Uri ToUri() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Scheme}://{Uri.EscapeDataString(User)}@{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/{Uri.EscapeDataString(Database)}?sslmode={Word(Tls)}"));

    /// <summary>Reads an address; null where it is none, names no user or database, or holds a password.</summary>
    public static DatabaseAddress? Of(Uri? uri)
    {
        if (uri is not { IsAbsoluteUri: true, Scheme: Scheme or "postgres", Host.Length: > 0, UserInfo.Length: > 0 } || uri.UserInfo.Contains(':', StringComparison.Ordinal)) return null;
        var database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        if (database.Length == 0 || TlsOf(uri.Query) is not { } tls) return null;
        return new DatabaseAddress(uri.IdnHost, uri.Port > 0 ? uri.Port : DefaultPort, database, Uri.UnescapeDataString(uri.UserInfo), tls);
    }

    private static DatabaseTls? TlsOf(string query) => query switch
    {
        "" => DatabaseTls.Prefer,
        "?sslmode=prefer" => DatabaseTls.Prefer,
        "?sslmode=disable" => DatabaseTls.Disable,
        "?sslmode=require" => DatabaseTls.Require,
        "?sslmode=verify-full" => DatabaseTls.VerifyFull,
        _ => null,
    };

    private static string Word(DatabaseTls tls) => tls switch
    {
        DatabaseTls.Disable => "disable",
        DatabaseTls.Require => "require",
        DatabaseTls.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
