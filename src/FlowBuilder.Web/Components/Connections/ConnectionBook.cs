using System.Collections.Concurrent;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;

namespace FlowBuilder.Web.Components.Connections;

/// <summary>The connections as one window knows them, with the models that each offers, asked for once.</summary>
/// <param name="store">Where connections are kept.</param>
/// <param name="models">Asks providers.</param>
internal sealed class ConnectionBook(IConnectionStore store, ChatModels models)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _models = new(StringComparer.Ordinal);

    /// <summary>Raised after a connection was added, changed or removed in this window.</summary>
    public event Action? Changed;

    /// <summary>Every connection that is set up, by name.</summary>
    public ValueTask<IReadOnlyList<Connection>> ListAllAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    /// <summary>The connections that lead to models, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(cancellationToken)).Where(connection => connection.Kind.IsModels)];

    /// <summary>The connections that lead to databases, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListDatabasesAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(cancellationToken)).Where(connection => connection.Kind.IsDatabase)];

    /// <summary>The connections to mail servers, or to searches of the web, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListServicesAsync(bool isMail, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(cancellationToken)).Where(connection => isMail ? connection.Kind.IsMail : connection.Kind.IsSearch)];

    /// <summary>The connection of that name, or null.</summary>
    public ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken) => store.FindAsync(name, cancellationToken);

    /// <summary>Keeps a connection; one of the same name is replaced, and keeps its key where none is given.</summary>
    public async Task SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        await store.SaveAsync(connection, cancellationToken);
        Forget(connection.Name);
    }

    /// <summary>Removes a connection and its key.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(name, cancellationToken);
        Forget(name);
    }

    /// <summary>The models that a connection offers; its own list first, so that the first is its default.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="asksAgain">Whether its provider is asked even where there is a list already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Faults.NodeException">There is no such connection, or its provider could not be asked.</exception>
    public async Task<IReadOnlyList<string>> ModelsOfAsync(string name, bool asksAgain, CancellationToken cancellationToken)
    {
        if (!asksAgain && _models.TryGetValue(name, out var known)) return known;
        var found = await models.ListModelsAsync(name, cancellationToken);
        if (asksAgain && await store.FindAsync(name, cancellationToken) is { } connection)
            found = [.. connection.Models.Union(await models.AskForModelsAsync(connection, cancellationToken), StringComparer.Ordinal)];
        _models[name] = found;
        return found;
    }

    /// <summary>The preset that a connection was made from, as far as its address tells; null for another.</summary>
    public static ProviderPreset? PresetOf(Connection connection) =>
        ProviderPresets.All.FirstOrDefault(preset => preset.Kind == connection.Kind && preset.BaseUrl is { } address
            && Uri.TryCreate(address, UriKind.Absolute, out var known) && known.Host == connection.BaseUrl?.Host && known.Port == connection.BaseUrl.Port)
        ?? ProviderPresets.All.FirstOrDefault(preset => preset.Kind == connection.Kind && connection.Kind != ConnectionKind.OpenAI);

    private void Forget(string name)
    {
        _models.TryRemove(name, out _);
        Changed?.Invoke();
    }
}
