using System.Net.Http.Json;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Accounts;

/// <summary>Signing in with a password.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SignInTests : OneProgram
{
    private const string Wrong = "wrong horse battery";

    private protected override Dictionary<string, string> Settings => new Dictionary<string, string>().WithAdministrator();

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Whoever_knows_the_password_gets_in_whatever_the_case_of_the_name(CancellationToken cancellationToken)
    {
        using var client = await Program.SignInAsync(Sessions.Administrator.ToUpperInvariant(), Sessions.Password, cancellationToken);

        using var answer = await client.GetAsync("api/v1/flows", cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_korean_name_signs_in_however_its_syllables_are_written(CancellationToken cancellationToken)
    {
        var (_, client) = await Program.JoinAsync("김지원", AccountRole.Editor, cancellationToken);
        client.Dispose();

        using var apart = await Program.SignInAsync("김지원".Normalize(System.Text.NormalizationForm.FormD), Sessions.Password, cancellationToken);
        using var answer = await apart.GetAsync("api/v1/flows", cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-18")]
    public async Task A_name_that_is_not_known_is_answered_as_a_wrong_password_is(CancellationToken cancellationToken)
    {
        var (id, joined) = await Program.JoinAsync("switched-off", AccountRole.Editor, cancellationToken);
        joined.Dispose();
        await Program.AdministerAsync(accounts => accounts.ChangeAsync(id, new AccountChange { IsDisabled = true }, cancellationToken));
        await Program.InviteAsync("never-came", AccountRole.Editor, cancellationToken);
        using var client = Program.ClientFrom("127.0.0.21");

        var answers = new List<string>();
        foreach (var (name, password) in new[] { (Sessions.Administrator, Wrong), ("nobody", Wrong), ("switched-off", Sessions.Password), ("never-came", ""), ("\ud800", Wrong) })
        {
            using var answer = await client.PostAsJsonAsync("api/v1/sign-in", new { name, password }, cancellationToken);
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
            answers.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        Assert.That(answers[0], Does.StartWith("401").And.Contain("account.wrong-password"));
        Assert.That(answers.Take(4).Distinct().Count(), Is.EqualTo(1));
    }

    // There is no mail that a link could go out by: an administrator makes one and hands it over.
    [TestCase("api/v1/forgot-password")]
    [TestCase("api/v1/password/reset")]
    [TestCase("api/v1/accounts/forgot")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-18")]
    public async Task Nobody_gets_a_link_by_saying_that_a_password_was_forgotten(string path, CancellationToken cancellationToken)
    {
        using var client = Program.Client();

        using var known = await client.PostAsJsonAsync(path, new { name = Sessions.Administrator, email = Sessions.Administrator }, cancellationToken);
        using var unknown = await client.PostAsJsonAsync(path, new { name = "nobody", email = "nobody@example.com" }, cancellationToken);

        Assert.That((int)known.StatusCode, Is.EqualTo(401));
        Assert.That(await known.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo(await unknown.Content.ReadAsStringAsync(cancellationToken)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-21")]
    public async Task After_ten_wrong_passwords_an_address_has_to_wait_and_others_still_get_in(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new Dictionary<string, string>().WithAdministrator());
        using var guesser = program.ClientFrom("127.0.0.2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => AskAsync(guesser, $"{Wrong} {number}", cancellationToken)));
        using var there = await guesser.PostAsJsonAsync("api/v1/sign-in", new { name = Sessions.Administrator, password = Sessions.Password }, cancellationToken);
        using var elsewhere = await program.ClientFrom("127.0.0.3").PostAsJsonAsync(
            "api/v1/sign-in", new { name = Sessions.Administrator, password = Sessions.Password }, cancellationToken);

        Assert.That(answers.Count(status => status == 401), Is.InRange(1, 20), "ten a minute; the test may see two minutes");
        Assert.That(answers.Where(status => status != 401), Has.All.EqualTo(429));
        Assert.That((await there.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("account.too-many-attempts"));
        Assert.That(there.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That((int)elsewhere.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-21")]
    public async Task An_account_that_many_addresses_guess_at_is_locked_and_opened_by_a_new_password(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new Dictionary<string, string>().WithAdministrator());
        var (id, member) = await program.JoinAsync("guessed", AccountRole.Editor, cancellationToken);
        for (var tried = 0; tried < SignIns.MostFailures; tried++)
        {
            using var guesser = program.ClientFrom($"127.0.1.{tried / 5 + 1}");
            using var wrong = await guesser.PostAsJsonAsync("api/v1/sign-in", new { name = "guessed", password = $"{Wrong} {tried}" }, cancellationToken);
        }

        using var other = program.ClientFrom("127.0.2.1");
        using var locked = await other.PostAsJsonAsync("api/v1/sign-in", new { name = "guessed", password = Sessions.Password }, cancellationToken);
        using var session = await member.GetAsync("api/v1/flows", cancellationToken);
        var link = await program.AdministerAsync(accounts => accounts.NewLinkAsync(id, cancellationToken));
        using var set = await other.PostAsJsonAsync("api/v1/password", new { token = Sessions.TokenOf(link), password = "a new long password" }, cancellationToken);
        using var open = await other.PostAsJsonAsync("api/v1/sign-in", new { name = "guessed", password = "a new long password" }, cancellationToken);
        member.Dispose();

        Assert.That((await locked.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("account.wrong-password"));
        Assert.That((int)session.StatusCode, Is.EqualTo(200), "who is in stays in");
        Assert.That((int)open.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_role_is_not_taken_from_whoever_signs_in(CancellationToken cancellationToken)
    {
        using var client = Program.Client();

        using var answer = await client.PostAsJsonAsync(
            "api/v1/sign-in", new { name = Sessions.Administrator, password = Sessions.Password, role = "administrator" }, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    [TestCase("/", "/")]
    [TestCase("//evil.example", "/")]
    [TestCase("/\\evil.example", "/")]
    [TestCase("https://evil.example", "/")]
    [TestCase("/flows/x?tab=runs", "/flows/x?tab=runs")]
    [TestCase("/\tevil", "/")]
    [TestCase(null, "/")]
    public void Nobody_is_sent_to_another_site_after_signing_in(string? asked, string address) => Assert.That(ReturnAddress.Of(asked), Is.EqualTo(address));

    private static async Task<int> AskAsync(HttpClient client, string password, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/sign-in", new { name = Sessions.Administrator, password }, cancellationToken);
        return (int)answer.StatusCode;
    }
}
