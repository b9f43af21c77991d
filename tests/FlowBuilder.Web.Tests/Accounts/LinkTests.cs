using System.Net.Http.Json;
using System.Text;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Accounts;

/// <summary>Links with which a password is set: for an invitation, and for a forgotten one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LinkTests
{
    private const string Next = "quite another password";

    [TestCase("{}", 400)]
    [TestCase("""{"token":null,"password":"quite another password"}""", 400)]
    [TestCase("""{"token":[],"password":"quite another password"}""", 400)]
    [TestCase("""{"token":"","password":"quite another password"}""", 404)]
    [TestCase("""{"token":"null","password":"quite another password"}""", 404)]
    [TestCase("""{"token":"0","password":"quite another password"}""", 404)]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-19", "SEC-25")]
    public async Task Without_a_link_no_password_is_set(string body, int status, CancellationToken cancellationToken)
    {
        await using var program = Open();
        using var client = program.Client();
        await program.InviteAsync("invited", AccountRole.Editor, cancellationToken);

        using var answer = await client.PostTextAsync("api/v1/password", body, cancellationToken);
        using var still = await program.AdministratorAsync(cancellationToken);

        await answer.ProblemAsync(status, cancellationToken);
        Assert.That((await program.Services.GetRequiredService<IAccountStore>().FindByNameAsync("INVITED", cancellationToken))!.IsTakenUp, Is.False);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-19", "SEC-25")]
    public async Task A_link_is_good_once_and_a_new_one_makes_the_former_void(CancellationToken cancellationToken)
    {
        await using var program = Open();
        using var client = program.Client();
        var (account, former) = await program.InviteAsync("invited", AccountRole.Editor, cancellationToken);
        var token = Sessions.TokenOf(await program.AdministerAsync(accounts => accounts.NewLinkAsync(account.Id, cancellationToken)));

        using var byFormer = await SetAsync(client, former, cancellationToken);
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await SetAsync(client, token, cancellationToken);
            return (int)answer.StatusCode;
        }));

        await byFormer.ProblemAsync(404, cancellationToken);
        Assert.That(atOnce.Order(), Is.EqualTo(Enumerable.Repeat(404, 7).Prepend(204)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-19")]
    public async Task A_link_for_a_new_password_is_good_for_a_quarter_of_an_hour_and_an_invitation_for_a_week(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var program = new TestProgram(new Dictionary<string, string>().WithAdministrator(), time);
        using var client = program.Client();
        var (account, invitation) = await program.InviteAsync("invited", AccountRole.Editor, cancellationToken);
        time.Advance(TimeSpan.FromDays(6));
        using var joined = await SetAsync(client, invitation, cancellationToken);
        var late = await program.AdministerAsync(accounts => accounts.NewLinkAsync(account.Id, cancellationToken));
        time.Advance(TimeSpan.FromMinutes(15));
        using var tooLate = await SetAsync(client, Sessions.TokenOf(late), cancellationToken);
        var (_, old) = await program.InviteAsync("second", AccountRole.Editor, cancellationToken);
        time.Advance(TimeSpan.FromDays(7));
        using var tooOld = await SetAsync(client, old, cancellationToken);

        Assert.That(new[] { (int)joined.StatusCode, (int)tooLate.StatusCode, (int)tooOld.StatusCode }, Is.EqualTo(new[] { 204, 404, 404 }));
        Assert.That(late.ExpiresAt - time.GetUtcNow(), Is.LessThanOrEqualTo(TimeSpan.FromMinutes(15)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-19")]
    public async Task A_new_password_ends_every_session_of_the_account(CancellationToken cancellationToken)
    {
        await using var program = Open();
        var (id, member) = await program.JoinAsync("member", AccountRole.Editor, cancellationToken);
        var link = await program.AdministerAsync(accounts => accounts.NewLinkAsync(id, cancellationToken));
        using var before = await member.GetAsync("api/v1/flows", cancellationToken);
        using var set = await SetAsync(member, Sessions.TokenOf(link), cancellationToken);
        using var after = await member.GetAsync("api/v1/flows", cancellationToken);
        member.Dispose();

        Assert.That(new[] { (int)before.StatusCode, (int)set.StatusCode, (int)after.StatusCode }, Is.EqualTo(new[] { 200, 204, 401 }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-19")]
    public async Task Neither_a_link_nor_a_password_lies_in_the_data_as_it_is(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-web-").FullName;
        try
        {
            string token;
            await using (var program = new TestProgram(new Dictionary<string, string>().WithAdministrator(), data: data))
            {
                (_, token) = await program.InviteAsync("invited", AccountRole.Editor, cancellationToken);
            }

            var files = Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))).ToList();

            Assert.That(files, Has.Some.Contains("invited"), "the account is there");
            Assert.That(files, Has.None.Contains(token));
            Assert.That(files, Has.None.Contains(Sessions.Password));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [TestCase("""{"token":"TOKEN","password":"quite another password","role":"administrator"}""")]
    [TestCase("""{"token":"TOKEN","password":"quite another password","isAdmin":true}""")]
    [TestCase("""{"token":"TOKEN","password":"quite another password","name":"root"}""")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-26")]
    public async Task Whoever_joins_does_not_choose_a_role(string body, CancellationToken cancellationToken)
    {
        await using var program = Open();
        using var client = program.Client();
        var (account, token) = await program.InviteAsync("invited", AccountRole.Viewer, cancellationToken);

        using var answer = await client.PostTextAsync("api/v1/password", body.Replace("TOKEN", token, StringComparison.Ordinal), cancellationToken);

        await answer.ProblemAsync(400, cancellationToken);
        var stored = (await program.Services.GetRequiredService<IAccountStore>().FindAsync(account.Id, cancellationToken))!;
        Assert.That((stored.Role, stored.IsTakenUp, stored.Name), Is.EqualTo((AccountRole.Viewer, false, "invited")));
    }

    private static TestProgram Open() => new(new Dictionary<string, string>().WithAdministrator());

    private static Task<HttpResponseMessage> SetAsync(HttpClient client, string token, CancellationToken cancellationToken) =>
        client.PostAsJsonAsync("api/v1/password", new { token, password = Next }, cancellationToken);
}
