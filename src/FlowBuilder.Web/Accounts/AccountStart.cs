using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlowBuilder.Web.Accounts;

/// <summary>Reads accounts, ended sessions and grants before the first request, and says how the first administrator is made while there is none.</summary>
internal sealed class AccountStart(
    AccountBook accounts, EndedSessions sessions, AccessRules rules, FirstAdministrator first, HostSettings settings, IServer server) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await accounts.LoadAsync(cancellationToken);
        await sessions.LoadAsync(cancellationToken);
        await rules.LoadAsync(cancellationToken);
        if (!accounts.IsSignInNeeded && settings.Security.Administrator is { Name: { } name, Password: { } password })
            await MakeAsync(name, password, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // To the console itself, since logs are kept and collected. Whoever reads it may do everything.
        if (first.Path is { } path && server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
            Console.Out.WriteLine($"To let others work here, make the first administrator: {address.TrimEnd('/')}{path}");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MakeAsync(string name, string password, CancellationToken cancellationToken)
    {
        try
        {
            await first.CreateAsync(name, password, address: null, cancellationToken);
        }
        catch (ApiException refusal)
        {
            throw new ArgumentException($"Security:Administrator: {refusal.Problem.Detail}", refusal);
        }
    }
}
