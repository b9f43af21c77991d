using System.Globalization;

namespace FlowBuilder.Core.Models;

/// <summary>Where a mail server is and who signs in; the password is the connection's key and never part of this.</summary>
/// <param name="Host">The server's name or address.</param>
/// <param name="Port">Its port, 1 to 65535.</param>
/// <param name="User">The account; empty where none signs in.</param>
/// <param name="Tls">How the way there is encrypted.</param>
public sealed record MailServerAddress(string Host, int Port, string User, MailServerTls Tls)
{
    /// <summary>The port at which mail is handed in.</summary>
    public const int DefaultPort = 587;

    private const string Scheme = "smtp";

    /// <summary>The address as a connection keeps it: <c>smtp://user@host:587?tls=starttls</c>.</summary>
    /// <exception cref="UriFormatException">The host is none.</exception>
    public Uri ToUri() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Scheme}://{(User.Length > 0 ? Uri.EscapeDataString(User) + "@" : "")}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/?tls={Word(Tls)}"));

    /// <summary>Reads an address; null where it is none, or holds a password.</summary>
    public static MailServerAddress? Of(Uri? uri)
    {
        if (uri is not { IsAbsoluteUri: true, Scheme: Scheme, Host.Length: > 0, AbsolutePath: "" or "/" } || uri.UserInfo.Contains(':', StringComparison.Ordinal)) return null;
        return TlsOf(uri.Query) is { } tls ? new MailServerAddress(uri.IdnHost, uri.Port > 0 ? uri.Port : DefaultPort, Uri.UnescapeDataString(uri.UserInfo), tls) : null;
    }

    private static MailServerTls? TlsOf(string query) => query switch
    {
        "" or "?tls=starttls" => MailServerTls.StartTls,
        "?tls=implicit" => MailServerTls.Implicit,
        "?tls=none" => MailServerTls.None,
        _ => null,
    };

    private static string Word(MailServerTls tls) => tls switch
    {
        MailServerTls.Implicit => "implicit",
        MailServerTls.None => "none",
        _ => "starttls",
    };
}
