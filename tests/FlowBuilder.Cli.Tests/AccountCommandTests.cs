using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Storage;
using FlowBuilder.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Tests;

/// <summary>Accounts on the command line, for when nobody can sign in any more.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AccountCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-accounts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_link_for_a_new_password_is_good_in_the_server_that_is_started_next(CancellationToken cancellationToken)
    {
        await using (var server = Server()) await AddAsync(server, "Kim", provider: null, cancellationToken);

        var made = await CommandLine.RunAsync(cancellationToken, "accounts", "link", "kim", "--data", _folder);

        await using var next = Server();
        var token = made.Output.Trim().Split("/join/")[^1];
        var account = await next.GetRequiredService<IAccountStore>().FindByLinkAsync(AccountLink.HashOf(token), TimeProvider.System.GetUtcNow(), cancellationToken);
        Assert.That(made.ExitCode, Is.Zero, made.Error);
        Assert.That(account?.Name, Is.EqualTo("Kim"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task No_link_is_made_for_nobody_nor_for_one_who_signs_in_elsewhere_nor_beside_a_server(CancellationToken cancellationToken)
    {
        CommandResult beside;
        await using (var server = Server())
        {
            await AddAsync(server, "Kim", provider: "Example", cancellationToken);
            beside = await CommandLine.RunAsync(cancellationToken, "accounts", "link", "Kim", "--data", _folder);
        }

        var nobody = await CommandLine.RunAsync(cancellationToken, "accounts", "link", "Lee", "--data", _folder);
        var elsewhere = await CommandLine.RunAsync(cancellationToken, "accounts", "link", "Kim", "--data", _folder);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { beside.ExitCode, nobody.ExitCode, elsewhere.ExitCode }, Is.EqualTo(new[] { 2, 2, 2 }));
            Assert.That(beside.Error, Does.Contain("Another FlowBuilder server is using the data folder"));
            Assert.That(nobody.Error, Does.Contain("There is no account \"Lee\""));
            Assert.That(elsewhere.Error, Does.Contain("signs in with Example"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Accounts_are_listed_with_their_roles_also_beside_a_server(CancellationToken cancellationToken)
    {
        await using var server = Server();
        await server.GetRequiredService<IAccountStore>().ListAsync(cancellationToken);
        var none = await ListAsync(cancellationToken);
        await AddAsync(server, "Kim", provider: null, cancellationToken);
        var one = await ListAsync(cancellationToken);

        Assert.That(none.Output, Does.StartWith("There are no accounts"));
        Assert.That(one, Is.EqualTo(new CommandResult(0, "administrator  Kim\n", "")));
    }

    private Task<CommandResult> ListAsync(CancellationToken cancellationToken) =>
        CommandLine.RunAsync(cancellationToken, "accounts", "list", "--data", _folder);

    private static async Task AddAsync(IServiceProvider server, string name, string? provider, CancellationToken cancellationToken) =>
        await server.GetRequiredService<IAccountStore>().AddAsync(
            new Account
            {
                Id = "1",
                Name = name,
                NormalizedName = AccountNames.Normalize(name),
                Role = AccountRole.Administrator,
                Stamp = "1",
                PasswordHash = provider is null ? "hash" : null,
                Provider = provider,
                ProviderSubject = provider is null ? null : "1",
                CreatedAt = DateTimeOffset.UnixEpoch,
            },
            cancellationToken);

    private ServiceProvider Server() => new ServiceCollection()
        .AddSingleton(new FlowFormat(NodeCatalogue.FromClasses()))
        .AddFlowBuilderStorage(new StorageOptions { DataFolder = _folder })
        .BuildServiceProvider();
}
