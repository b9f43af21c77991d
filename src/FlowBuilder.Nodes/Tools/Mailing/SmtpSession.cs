using System.Globalization;
using System.Net.Security;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Nodes.Tools.Mailing;

/// <summary>One conversation with a mail server (RFC 5321, 3207 STARTTLS, 4954 AUTH).</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int LongestLine = 4_096;
    private const int MostLines = 100;

    private readonly string _host;
    private readonly CancellationToken _cancellationToken;
    private Stream _stream;
    private byte[] _buffer = [];
    private int _at;

    private SmtpSession(string host, Stream stream, CancellationToken cancellationToken) => (_host, _stream, _cancellationToken) = (host, stream, cancellationToken);

    /// <summary>Connects, encrypts and signs in.</summary>
    /// <exception cref="NodeException">The server refuses, or cannot be encrypted as wanted.</exception>
    public static async Task<SmtpSession> OpenAsync(GuardedConnector connector, MailServerAddress address, Secret? password, CancellationToken cancellationToken)
    {
        var stream = await connector.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
        var session = new SmtpSession(address.Host, stream, cancellationToken);
        try
        {
            await session.GreetAsync(address, password).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a mail.</summary>
    /// <exception cref="NodeException">The server refuses it, or one of its receivers.</exception>
    public async Task SendAsync(Mail mail, DateTimeOffset time)
    {
        await AskAsync($"MAIL FROM:<{mail.From}>", 250).ConfigureAwait(false);
        foreach (var receiver in mail.To) await AskAsync($"RCPT TO:<{receiver}>", 250, 251).ConfigureAwait(false);
        await AskAsync("DATA", 354).ConfigureAwait(false);

        // A line that is only a dot would end the message (RFC 5321, 4.5.2).
        await WriteAsync(mail.Write(time).Replace("\r\n.", "\r\n..", StringComparison.Ordinal)).ConfigureAwait(false);
        await AskAsync(".", 250).ConfigureAwait(false);
    }

    /// <summary>Says good-bye; what was sent is sent whether or not the server answers.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await AskAsync("QUIT", 221).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or NodeException or OperationCanceledException)
        {
            // The mail is with the server already.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task GreetAsync(MailServerAddress address, Secret? password)
    {
        if (address.Tls == MailServerTls.Implicit) await EncryptAsync().ConfigureAwait(false);
        await ExpectAsync(220).ConfigureAwait(false);
        var offers = await AskAsync("EHLO flowbuilder", 250).ConfigureAwait(false);
        if (address.Tls == MailServerTls.StartTls)
        {
            if (!offers.Any(line => line.Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase))) throw NotEncrypted();
            await AskAsync("STARTTLS", 220).ConfigureAwait(false);

            // What came before the encryption may be somebody else's (CVE-2011-0411).
            if (_at < _buffer.Length) throw NotEncrypted();
            await EncryptAsync().ConfigureAwait(false);
            offers = await AskAsync("EHLO flowbuilder", 250).ConfigureAwait(false);
        }

        if (address.User.Length > 0 && password is not null) await SignInAsync(address, password, offers).ConfigureAwait(false);
    }

    private async Task SignInAsync(MailServerAddress address, Secret password, IReadOnlyList<string> offers)
    {
        if (address.Tls == MailServerTls.None) throw NotEncrypted();
        var ways = offers.FirstOrDefault(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant() ?? "";
        try
        {
            if (ways.Contains("PLAIN", StringComparison.Ordinal))
            {
                await AskAsync($"AUTH PLAIN {Base64($"\0{address.User}\0{password.Reveal()}")}", 235).ConfigureAwait(false);
                return;
            }

            await AskAsync("AUTH LOGIN", 334).ConfigureAwait(false);
            await AskAsync(Base64(address.User), 334).ConfigureAwait(false);
            await AskAsync(Base64(password.Reveal()), 235).ConfigureAwait(false);
        }
        catch (NodeException refused) when (refused.Code == "email.refused")
        {
            throw new NodeException("email.sign-in", LocalText.Of(
                $"The mail server \"{_host}\" does not accept user and password.", $"메일 서버 \"{_host}\"이(가) 사용자와 비밀번호를 받아들이지 않습니다."), FaultKind.Provider);
        }
    }

    private async Task EncryptAsync()
    {
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        (_buffer, _at) = ([], 0);
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _host }, _cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> AskAsync(string line, params int[] expected)
    {
        if (line.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("A command is one line.", nameof(line));
        await WriteAsync(line + "\r\n").ConfigureAwait(false);
        return await ExpectAsync(expected).ConfigureAwait(false);
    }

    private ValueTask WriteAsync(string text) => _stream.WriteAsync(Encoding.ASCII.GetBytes(text), _cancellationToken);

    private async Task<IReadOnlyList<string>> ExpectAsync(params int[] expected)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync().ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new IOException("The server does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-') continue;
            return expected.Contains(code) ? lines : throw Refused(code, string.Join(' ', lines));
        }

        throw new IOException("The server's answer does not end.");
    }

    private async Task<string> LineAsync()
    {
        var line = new StringBuilder();
        while (line.Length <= LongestLine)
        {
            if (_at == _buffer.Length)
            {
                var more = new byte[1_024];
                var read = await _stream.ReadAsync(more, _cancellationToken).ConfigureAwait(false);
                if (read == 0) throw new IOException("The server broke off.");
                (_buffer, _at) = (more[..read], 0);
            }

            var letter = (char)_buffer[_at++];
            if (letter == '\n') return line.ToString().TrimEnd('\r');
            line.Append(letter);
        }

        throw new IOException("The server's answer does not end.");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private NodeException Refused(int code, string words)
    {
        var said = ToolWords.Clean(words, 300);
        return new NodeException("email.refused", LocalText.Of(
            $"The mail server \"{_host}\" refused ({code}): {said}",
            $"메일 서버 \"{_host}\"이(가) 거부했습니다({code}): {said}"), FaultKind.Provider, isTransient: code is >= 400 and < 500);
    }

    private NodeException NotEncrypted() => new("email.not-encrypted", LocalText.Of(
        $"The mail server \"{_host}\" offers no encryption of the chosen kind, so nothing was sent.",
        $"메일 서버 \"{_host}\"이(가) 선택한 방식의 암호화를 지원하지 않아 아무것도 보내지 않았습니다."), FaultKind.Provider);
}
