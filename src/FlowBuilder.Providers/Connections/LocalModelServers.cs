using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Providers.Connections;

/// <summary>Looks for model servers that run on this computer already, so that they can be offered.</summary>
public sealed class LocalModelServers(ChatModels models, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(800);

    private static readonly (string Preset, Uri Address)[] Known =
    [
        ("ollama", new Uri("http://127.0.0.1:11434/v1")),
        ("lm-studio", new Uri("http://127.0.0.1:1234/v1")),
    ];

    /// <summary>Asks the known ports of this computer; takes less than a second and never fails.</summary>
    public Task<IReadOnlyList<LocalModelServer>> FindAsync(CancellationToken cancellationToken) =>
        FindAsync(Known, cancellationToken);

    internal async Task<IReadOnlyList<LocalModelServer>> FindAsync(
        IEnumerable<(string Preset, Uri Address)> places, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(places.Select(place => AskAsync(place.Preset, place.Address, cancellationToken)))
            .ConfigureAwait(false);
        return [.. found.OfType<LocalModelServer>()];
    }

    private async Task<LocalModelServer?> AskAsync(string preset, Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var connection = new Connection { Name = preset, Kind = ConnectionKind.OpenAI, BaseUrl = address };
            return new LocalModelServer(
                preset, address, await models.AskForModelsAsync(connection, either.Token).ConfigureAwait(false));
        }
        catch (NodeException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
