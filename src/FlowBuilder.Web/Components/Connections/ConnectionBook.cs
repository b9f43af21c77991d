using System.Collections.Concurrent;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Components.Connections;

/// <summary>The connections as one window knows them, with the models that each offers, asked for once.</summary>
/// <param name="store">Where connections are kept.</param>
/// <param name="models">Asks providers.</param>
/// <param name="person">Whose window it is.</param>
internal sealed class ConnectionBook(IConnectionStore store, ChatModels models, ScreenPerson person)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _models = new(StringComparer.Ordinal);

    /// <summary>Raised after a connection was added, changed or removed in this window.</summary>
    public event Action? Changed;

    /// <summary>Whether the person may make, change, try and remove connections.</summary>
    public bool MayManage => person.Is(AccountRole.Administrator);

    /// <summary>Every connection that the person may use, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListAllAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(cancellationToken)).Where(connection => person.Allows(Resource.Connection(connection.Name), AccessLevel.View))];

    /// <summary>The connections that lead to models, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ListAllAsync(cancellationToken)).Where(connection => connection.Kind.IsModels)];

    /// <summary>The connections that lead to databases, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListDatabasesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAllAsync(cancellationToken)).Where(connection => connection.Kind.IsDatabase)];

    /// <summary>The connections to mail servers, or to searches of the web, by name.</summary>
    public async ValueTask<IReadOnlyList<Connection>> ListServicesAsync(bool isMail, CancellationToken cancellationToken) =>
        [.. (await ListAllAsync(cancellationToken)).Where(connection => isMail ? connection.Kind.IsMail : connection.Kind.IsSearch)];

    /// <summary>The connection of that name, or null.</summary>
    public async ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken) =>
        person.Allows(Resource.Connection(name), AccessLevel.View) ? await store.FindAsync(name, cancellationToken) : null;

    /// <summary>Keeps a connection; one of the same name is replaced, and keeps its key where none is given.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public async Task SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        RequireManager();
        await store.SaveAsync(connection, cancellationToken);
        Forget(connection.Name);
    }

    /// <summary>Removes a connection and its key.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        RequireManager();
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
        if (!person.Allows(Resource.Connection(name), AccessLevel.View) && name != ConnectionKind.Offline.Value) return [];
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

    private void RequireManager()
    {
        if (!MayManage) throw new ApiException(AccessProblems.RoleNeeded(AccountRole.Administrator));
    }

    private void Forget(string name)
    {
        _models.TryRemove(name, out _);
        Changed?.Invoke();
    }
}
