using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Mailing;

/// <summary>Sends mails by the mail server of a connection.</summary>
/// <param name="connections">Where the server and its password are known.</param>
/// <param name="rules">The hosts that are open whatever their address.</param>
/// <param name="time">The clock.</param>
public sealed class MailSender(IConnectionStore connections, OutboundRules rules, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly GuardedConnector _connector = new(rules, OutboundReach.Named);

    /// <summary>Sends a mail.</summary>
    /// <exception cref="NodeException">There is no such connection, or the server refuses; the text says what to do.</exception>
    internal async Task SendAsync(string connection, Mail mail, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false) is not { Kind.IsMail: true } found)
        {
            throw new NodeException("email.no-connection", LocalText.Of(
                $"There is no connection \"{connection}\" to a mail server. Choose one in the node, or add it.",
                $"메일 서버 연결 \"{connection}\"이(가) 없습니다. 노드에서 고르거나 추가하세요."));
        }

        await WithSessionAsync(found, session => session.SendAsync(mail, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Signs in to the server of a connection, stored or not yet, and out again.</summary>
    /// <exception cref="NodeException">The server does not answer or refuses; the text says what to do.</exception>
    public Task TestAsync(Connection connection, CancellationToken cancellationToken) => WithSessionAsync(connection, _ => Task.CompletedTask, cancellationToken);

    private async Task WithSessionAsync(Connection connection, Func<SmtpSession, Task> use, CancellationToken cancellationToken)
    {
        var address = MailServerAddress.Of(connection.BaseUrl) ?? throw new NodeException("email.no-address", LocalText.Of(
            $"The connection \"{connection.Name}\" has no mail server. Write it as in smtp://user@mail.example.com:587.",
            $"\"{connection.Name}\" 연결에 메일 서버가 없습니다. smtp://user@mail.example.com:587처럼 적으세요."));
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var session = await SmtpSession.OpenAsync(_connector, address, connection.ApiKey, either.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await use(session).ConfigureAwait(false);
                await session.QuitAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NodeException("email.time-limit", LocalText.Of(
                $"The mail server \"{address.Host}\" did not answer within {Limit.TotalSeconds:0} seconds.",
                $"메일 서버 \"{address.Host}\"이(가) {Limit.TotalSeconds:0}초 안에 응답하지 않았습니다."), FaultKind.Timeout, isTransient: true);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
        {
            throw new NodeException("email.connection", LocalText.Of(
                $"There is no connection to the mail server \"{address.Host}\", or it broke. Check host, port and encryption.",
                $"메일 서버 \"{address.Host}\"에 연결할 수 없거나 연결이 끊겼습니다. 호스트, 포트, 암호화 방식을 확인하세요."), FaultKind.Provider, isTransient: true, failure);
        }
    }
}
