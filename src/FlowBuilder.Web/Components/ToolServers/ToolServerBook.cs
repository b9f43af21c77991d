using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Hosting.Security;

namespace FlowBuilder.Web.Components.ToolServers;

/// <summary>The tool servers as one window knows them.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="sessions">Reaches them.</param>
/// <param name="commands">Whether programs may be set up.</param>
/// <param name="person">Whose window it is.</param>
internal sealed class ToolServerBook(IToolServerStore store, ToolServerSessions sessions, ToolCommandPolicy commands, ScreenPerson person)
{
    /// <summary>Raised after a server was added, changed or removed in this window.</summary>
    public event Action? Changed;

    /// <summary>Whether programs of this machine may be set up here.</summary>
    public bool AllowsCommands => commands.IsAllowed;

    /// <summary>Whether the person may set up, try and remove servers.</summary>
    public bool MayManage => person.Is(AccountRole.Administrator);

    /// <summary>Every server, by name.</summary>
    public ValueTask<IReadOnlyList<ToolServer>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    /// <summary>Keeps a server that was checked; a secret without a value keeps the stored one.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public async Task SaveAsync(ToolServer server, CancellationToken cancellationToken)
    {
        RequireManager();
        if (server.Kind == ToolServerKind.Command && !commands.IsAllowed) throw new UnauthorizedAccessException(ToolCommandPolicy.Refusal.English);
        await store.SaveAsync(server, cancellationToken);
        await sessions.CloseAsync(server.Name);
        Changed?.Invoke();
    }

    /// <summary>Removes a server and its secrets.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        RequireManager();
        await store.DeleteAsync(name, cancellationToken);
        await sessions.CloseAsync(name);
        Changed?.Invoke();
    }

    /// <summary>Reaches a server once, as it is described, with the secrets that it keeps.</summary>
    /// <exception cref="ApiException">The person may not.</exception>
    public async Task<ToolServerTest> TestAsync(ToolServer server, CancellationToken cancellationToken)
    {
        RequireManager();
        if (server.Kind == ToolServerKind.Command && !commands.IsAllowed) throw new UnauthorizedAccessException(ToolCommandPolicy.Refusal.English);
        var stored = await store.FindAsync(server.Name, cancellationToken);
        return await sessions.TestAsync(ToolServerSecrets.Kept(server, stored), cancellationToken);
    }

    /// <summary>The tools of a stored server, in the session that runs share.</summary>
    /// <exception cref="Core.Faults.NodeException">There is no such server, or it does not answer.</exception>
    public Task<IReadOnlyList<OfferedTool>> ToolsAsync(string name, bool asksAgain, CancellationToken cancellationToken) =>
        sessions.ListToolsAsync(name, asksAgain, cancellationToken);

    private void RequireManager()
    {
        if (!MayManage) throw new ApiException(AccessProblems.RoleNeeded(AccountRole.Administrator));
    }
}
