using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;

namespace FlowBuilder.Core.Recordings;

/// <summary>The secrets that this installation keeps, so that none of them gets into a recording.</summary>
/// <param name="connections">The connections, with their keys.</param>
/// <param name="servers">The tool servers, with their headers and variables.</param>
public sealed class KnownSecrets(IConnectionStore connections, IToolServerStore servers)
{
    /// <summary>A mask that knows them all as they are now.</summary>
    public async ValueTask<SecretMask> MaskAsync(CancellationToken cancellationToken)
    {
        var keys = (await connections.ListAsync(cancellationToken).ConfigureAwait(false)).Select(connection => connection.ApiKey);
        var values = (await servers.ListAsync(cancellationToken).ConfigureAwait(false)).SelectMany(server => server.Secrets).Select(secret => secret.Value);
        return new SecretMask(keys.Concat(values).OfType<Secret>());
    }
}
