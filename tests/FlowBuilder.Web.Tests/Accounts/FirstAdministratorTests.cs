using System.Net.Http.Json;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Accounts;

/// <summary>How the first administrator is made, and that nobody else gets in before.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FirstAdministratorTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_fresh_program_is_used_without_signing_in_until_there_is_an_administrator(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var before = await client.GetAsync("api/v1/flows", cancellationToken);
        using var made = await CreateAsync(client, TokenOf(program), cancellationToken);
        using var after = await client.GetAsync("api/v1/flows", cancellationToken);

        Assert.That(new[] { (int)before.StatusCode, (int)made.StatusCode }, Is.EqualTo(new[] { 200, 201 }));
        Assert.That((await after.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("account.sign-in-needed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-23")]
    public async Task Of_twenty_who_use_the_link_at_once_one_becomes_administrator(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var token = TokenOf(program);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.PostAsJsonAsync(
            "api/v1/accounts/first", new { token, name = $"person-{number}", password = Sessions.Password }, cancellationToken)));

        Assert.That(answers.Select(answer => (int)answer.StatusCode).Order(), Is.EqualTo(Enumerable.Repeat(409, 19).Prepend(201)));
        var accounts = await program.Services.GetRequiredService<IAccountStore>().ListAsync(cancellationToken);
        Assert.That(accounts.Select(account => account.Role), Is.EqualTo(new[] { AccountRole.Administrator }));
    }

    [TestCase("\"\"")]
    [TestCase("\"AAAA\"")]
    [TestCase("\"null\"")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-23")]
    public async Task Without_the_link_nobody_becomes_administrator(string token, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var answer = await client.PostTextAsync(
            "api/v1/accounts/first", $$"""{"token":{{token}},"name":"me","password":"{{Sessions.Password}}"}""", cancellationToken);

        Assert.That((await answer.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("account.link-not-valid"));
        Assert.That(await program.Services.GetRequiredService<IAccountStore>().ListAsync(cancellationToken), Is.Empty);
    }

    [TestCase("me", "short", "account.weak-password")]
    [TestCase("me", "aaaaaaaaaaaaaa", "account.weak-password")]
    [TestCase("a-long-enough-name", "A-long-enough-NAME", "account.weak-password")]
    [TestCase("", Sessions.Password, "account.bad-name")]
    [TestCase(" me", Sessions.Password, "account.bad-name")]
    [TestCase("m​e", Sessions.Password, "account.bad-name")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_name_or_a_password_that_cannot_be_one_leaves_the_link_good(string name, string password, string code, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var token = TokenOf(program);

        using var refused = await client.PostAsJsonAsync("api/v1/accounts/first", new { token, name, password }, cancellationToken);
        using var made = await CreateAsync(client, token, cancellationToken);

        Assert.That((await refused.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo(code));
        Assert.That((int)made.StatusCode, Is.EqualTo(201));
    }

    [TestCase("urls", "http://0.0.0.0:0")]
    [TestCase("urls", "http://[::]:0")]
    [TestCase("Kestrel:Endpoints:Http:Url", "http://*:0")]
    [CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("SEC-23")]
    public async Task A_program_that_others_could_reach_does_not_start_before_there_is_an_administrator(string setting, string value, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-web-").FullName;
        try
        {
            var settings = new Dictionary<string, string> { [setting] = value };
            var (exitCode, errors) = await WholeProgram.RefusalAsync(data, cancellationToken, settings);

            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(errors, Does.Contain("no administrator yet").And.Contain("open the link that it prints"));

            await using var program = await WholeProgram.StartAsync(data, cancellationToken, settings.WithAdministrator());
            using var answer = await program.Client.GetAsync(new Uri($"http://127.0.0.1:{program.Address.Port}/api/v1/flows"), cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(401));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [TestCase("Host", "flows.example")]
    [TestCase("Host", "192.0.2.7")]
    [TestCase("X-Forwarded-For", "192.0.2.7")]
    [TestCase("X-Real-IP", "127.0.0.1")]
    [TestCase("Forwarded", "for=127.0.0.1")]
    [TestCase("Via", "1.1 proxy")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-23")]
    public async Task Who_does_not_sit_at_the_machine_may_nothing_before_there_is_an_administrator(string header, string value, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new() { ["Security:AllowedHosts:0"] = "flows.example", ["Security:KnownProxies:0"] = "127.0.0.1" });
        using var client = program.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        foreach (var path in new[] { "api/v1/flows", "keys", "" })
        {
            using var answer = await client.GetAsync(path, cancellationToken);
            Assert.That((await answer.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("account.no-administrator"), path);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_port_that_answers_calls_of_published_flows_only_may_be_open_to_others(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-web-").FullName;
        try
        {
            // A free port; that somebody else takes it in between is possible and no fault of the program.
            using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0);
            probe.Start();
            var port = ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            await using var program = await WholeProgram.StartAsync(data, cancellationToken, new Dictionary<string, string>
            {
                ["urls"] = $"http://127.0.0.1:0;http://0.0.0.0:{port}",
                ["Security:CallerPorts:0"] = $"{port}",
            });

            using var page = await program.Client.GetAsync(new Uri($"http://127.0.0.1:{port}/api/v1/flows"), cancellationToken);
            using var health = await program.Client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"), cancellationToken);

            Assert.That(new[] { (int)page.StatusCode, (int)health.StatusCode }, Is.EqualTo(new[] { 404, 200 }));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_administrator_of_the_settings_is_made_once_and_not_changed_by_them_later(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-web-").FullName;
        try
        {
            await using (var first = new TestProgram(new Dictionary<string, string>().WithAdministrator(), data: data)) _ = first.Address;
            await using var second = new TestProgram(
                new() { ["Security:Administrator:Name"] = "other", ["Security:Administrator:Password"] = "another password" }, data: data);

            using var client = await second.AdministratorAsync(cancellationToken);
            var accounts = await second.Services.GetRequiredService<IAccountStore>().ListAsync(cancellationToken);

            Assert.That(accounts.Select(account => account.Name), Is.EqualTo(new[] { Sessions.Administrator }));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static string TokenOf(TestProgram program)
    {
        _ = program.Address;
        return program.Services.GetRequiredService<FirstAdministrator>().Path!.Split('/')[^1];
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client, string token, CancellationToken cancellationToken) =>
        client.PostAsJsonAsync("api/v1/accounts/first", new { token, name = Sessions.Administrator, password = Sessions.Password }, cancellationToken);
}
