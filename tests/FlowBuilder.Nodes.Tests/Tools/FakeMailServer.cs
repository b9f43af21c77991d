using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FlowBuilder.Nodes.Tests.Tools;

/// <summary>A mail server that keeps what it is told, line by line (RFC 5321).</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly bool _offersTls;
    private readonly string? _refused;

    public FakeMailServer(bool offersTls = false, string? refused = null)
    {
        (_offersTls, _refused) = (offersTls, refused);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What clients said outside of mails.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The mails that were taken.</summary>
    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();

        // A listener that was stopped cannot be waited at, so whoever serves leaves first.
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The test is over, or the client left.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        await SayAsync(stream, "220 fake ready");
        while (await LineAsync(stream) is { } line)
        {
            Commands.Add(line);
            if (_refused is not null && line.StartsWith(_refused, StringComparison.Ordinal)) await SayAsync(stream, "550 not\u0007 here");
            else if (line.StartsWith("EHLO", StringComparison.Ordinal)) await SayAsync(stream, _offersTls ? "250-fake\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN" : "250-fake\r\n250 SIZE 1000000");
            else if (line == "STARTTLS")
            {
                await SayAsync(stream, "220 go");
                var encrypted = new SslStream(stream);
                await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate() }, _stop.Token);
                stream = encrypted;
            }
            else if (line == "DATA")
            {
                await SayAsync(stream, "354 go on");
                var mail = new StringBuilder();
                while (await LineAsync(stream) is { } text && text != ".") mail.Append(text.StartsWith("..", StringComparison.Ordinal) ? text[1..] : text).Append('\n');
                Mails.Add(mail.ToString());
                await SayAsync(stream, "250 taken");
            }
            else if (line == "QUIT")
            {
                await SayAsync(stream, "221 bye");
                return;
            }
            else await SayAsync(stream, "250 fine");
        }
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token);

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
