using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace FlowBuilder.Web.Tests.Accounts;

/// <summary>Sessions: what the cookie is like, and that it is good no longer than the rights it was given for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SessionTests : OneProgram
{
    private protected override Dictionary<string, string> Settings => new Dictionary<string, string>().WithAdministrator();

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-22")]
    public async Task Scripts_cannot_read_the_cookie_and_other_sites_do_not_send_it(CancellationToken cancellationToken)
    {
        using var client = Program.Client();

        using var answer = await client.PostAsJsonAsync("api/v1/sign-in", new { name = Sessions.Administrator, password = Sessions.Password }, cancellationToken);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/"));
        Assert.That(cookie, Does.Not.Contain("expires="), "it ends with the browser unless it was asked to be kept");
        Assert.That(answer.Headers.CacheControl?.NoStore ?? answer.Headers.CacheControl?.NoCache, Is.True);
    }

    [TestCase("POST", "api/v1/sign-in")]
    [TestCase("POST", "api/v1/sign-out")]
    [TestCase("POST", "api/v1/flows")]
    [TestCase("POST", "api/v1/keys")]
    [TestCase("OPTIONS", "api/v1/flows")]
    [TestCase("OPTIONS", "api/v1/sign-in")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-22")]
    public async Task A_page_of_another_site_gets_nowhere_with_the_cookie(string method, string path, CancellationToken cancellationToken)
    {
        using var client = await Program.AdministratorAsync(cancellationToken);
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");

        using var answer = await client.SendAsync(request, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(method == "POST" ? 403 : 405));
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-27")]
    public async Task A_cookie_of_which_any_character_was_changed_is_worth_nothing(CancellationToken cancellationToken)
    {
        using var signedIn = await Program.AdministratorAsync(cancellationToken);
        using var client = Program.Client();
        var cookie = signedIn.DefaultRequestHeaders.GetValues("Cookie").Single();
        var value = cookie.IndexOf('=', StringComparison.Ordinal) + 1;
        var bodies = new HashSet<string>();

        // The last character holds spare bits, which decide nothing.
        for (var place = value; place < cookie.Length - 1; place++)
        {
            var forged = $"{cookie[..place]}{(cookie[place] == 'A' ? 'B' : 'A')}{cookie[(place + 1)..]}";
            var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/flows");
            request.Headers.Add("Cookie", forged);
            using var answer = await client.SendAsync(request, cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(401), $"character {place}");
            bodies.Add(await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        Assert.That(bodies, Has.Count.EqualTo(1));
    }

    [Test]
    [Hazard("SEC-27")]
    public void The_framework_that_guards_cookies_is_mended()
    {
        var version = typeof(IDataProtector).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyInformationalVersionAttribute), inherit: false)
            .Cast<System.Reflection.AssemblyInformationalVersionAttribute>().Single().InformationalVersion;

        // 10.0.0 to 10.0.6 took forged payloads (CVE-2026-40372).
        Assert.That(Version.Parse(version.Split('+', '-')[0]), Is.GreaterThanOrEqualTo(new Version(10, 0, 7)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-27")]
    public void The_key_ring_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Files have no modes there.");
        _ = Program.Address;
        var ring = Directory.EnumerateFiles(Path.Combine(Program.DataFolder, "keys")).ToList();

        Assert.That(ring, Is.Not.Empty);
        Assert.That(ModeOf(Program.DataFolder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        foreach (var file in ring) Assert.That(ModeOf(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
    }

    [TestCase("role")]
    [TestCase("switched off")]
    [TestCase("deleted")]
    [TestCase("password")]
    [TestCase("everywhere")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_session_ends_at_once_when_its_rights_change_and_what_it_has_open_with_it(string change, CancellationToken cancellationToken)
    {
        var (id, member) = await Program.JoinAsync($"member {change}", AccountRole.Editor, cancellationToken);
        var cookie = member.DefaultRequestHeaders.GetValues("Cookie").Single();
        using var hub = await ConnectAsync(cookie, cancellationToken);

        await Program.AdministerAsync(async accounts =>
        {
            switch (change)
            {
                case "role": await accounts.ChangeAsync(id, new AccountChange { Role = AccountRole.Viewer }, cancellationToken); break;
                case "switched off": await accounts.ChangeAsync(id, new AccountChange { IsDisabled = true }, cancellationToken); break;
                case "deleted": await accounts.DeleteAsync(id, cancellationToken); break;
                case "password": await accounts.ChangePasswordAsync(id, Sessions.Password, "quite another password", cancellationToken); break;
                default: await accounts.EndSessionsAsync(id, cancellationToken); break;
            }

            return true;
        });

        using var answer = await member.GetAsync("api/v1/flows", cancellationToken);
        await UntilClosedAsync(hub, cancellationToken);
        member.Dispose();
        Assert.That((await answer.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("account.sign-in-needed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_new_name_ends_no_session(CancellationToken cancellationToken)
    {
        var (id, member) = await Program.JoinAsync("before", AccountRole.Editor, cancellationToken);

        await Program.AdministerAsync(accounts => accounts.ChangeAsync(id, new AccountChange { Name = "after" }, cancellationToken));
        using var answer = await member.GetAsync("api/v1/flows", cancellationToken);
        member.Dispose();

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Signing_out_takes_the_cookie_back(CancellationToken cancellationToken)
    {
        using var client = await Program.AdministratorAsync(cancellationToken);

        using var answer = await client.PostAsync("api/v1/sign-out", content: null, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(204));
        Assert.That(Sessions.CookieOf(answer), Is.EqualTo($"{SessionCookie.Name}="));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-27")]
    public async Task Signing_out_ends_the_session_for_whoever_has_a_copy_of_its_cookie_and_no_other_session(CancellationToken cancellationToken)
    {
        var (_, member) = await Program.JoinAsync("leaver", AccountRole.Editor, cancellationToken);
        using var elsewhere = await Program.SignInAsync("leaver", Sessions.Password, cancellationToken);
        using var open = await ConnectAsync(member.DefaultRequestHeaders.GetValues("Cookie").Single(), cancellationToken);
        using var openElsewhere = await ConnectAsync(elsewhere.DefaultRequestHeaders.GetValues("Cookie").Single(), cancellationToken);

        using var left = await member.PostAsync("api/v1/sign-out", content: null, cancellationToken);
        await UntilClosedAsync(open, cancellationToken);
        using var copy = await member.GetAsync("api/v1/flows", cancellationToken);
        using var other = await elsewhere.GetAsync("api/v1/flows", cancellationToken);
        member.Dispose();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)left.StatusCode, Is.EqualTo(204));
            Assert.That((await copy.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("account.sign-in-needed"));
            Assert.That((int)other.StatusCode, Is.EqualTo(200));
            Assert.That(openElsewhere.State, Is.EqualTo(WebSocketState.Open));
        }
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("SEC-27")]
    public async Task A_session_that_was_signed_out_stays_ended_when_the_program_starts_again(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-sessions-").FullName;
        try
        {
            string left, kept;
            await using (var program = new TestProgram(Settings, data: data))
            {
                using var leaver = await program.AdministratorAsync(cancellationToken);
                using var keeper = await program.AdministratorAsync(cancellationToken);
                (left, kept) = (leaver.DefaultRequestHeaders.GetValues("Cookie").Single(), keeper.DefaultRequestHeaders.GetValues("Cookie").Single());
                using var answer = await leaver.PostAsync("api/v1/sign-out", content: null, cancellationToken);
            }

            await using var again = new TestProgram(Settings, data: data);
            using var client = again.Client();
            using var copied = await client.AskAsync(HttpMethod.Get, "api/v1/flows", key: null, cancellationToken, ("Cookie", left));
            using var going = await client.AskAsync(HttpMethod.Get, "api/v1/flows", key: null, cancellationToken, ("Cookie", kept));

            Assert.That(((int)copied.StatusCode, (int)going.StatusCode), Is.EqualTo((401, 200)));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Whoever_opens_a_page_without_a_session_is_sent_to_the_sign_in_and_back(CancellationToken cancellationToken)
    {
        using var client = Program.Client();
        var request = new HttpRequestMessage(HttpMethod.Get, "keys?x=1");
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await client.SendAsync(request, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(302));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/sign-in?returnUrl=%2Fkeys%3Fx%3D1"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_only_administrator_stays_one(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new Dictionary<string, string>().WithAdministrator());
        var (account, _) = await program.InviteAsync("second", AccountRole.Administrator, cancellationToken);
        var root = (await program.AdministerAsync(async accounts => await accounts.ListAsync(cancellationToken))).Single(one => one.Id != account.Id);

        Assert.That(
            () => program.AdministerAsync(accounts => accounts.ChangeAsync(root.Id, new AccountChange { Role = AccountRole.Editor }, cancellationToken)),
            Throws.Exception.With.Message.Contains("only administrator"),
            "one who was invited and never came does not count");
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private async Task<ClientWebSocket> ConnectAsync(string cookie, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new UriBuilder(new Uri(Program.Address, "hubs/runs")) { Scheme = "ws" }.Uri, cancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        var shaken = await socket.ReceiveAsync(new byte[100], cancellationToken);
        Assert.That(shaken.MessageType, Is.EqualTo(WebSocketMessageType.Text));
        return socket;
    }

    // However the connection ends; but for that it would stay open, with a ping now and then.
    private static async Task UntilClosedAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[1000], cancellationToken)).MessageType != WebSocketMessageType.Close) ;
        }
        catch (WebSocketException)
        {
        }
    }
}
