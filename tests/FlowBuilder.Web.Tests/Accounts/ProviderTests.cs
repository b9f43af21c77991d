using System.ComponentModel.DataAnnotations;
using System.Net;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.SignIn;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Accounts;

/// <summary>Signing in with a provider outside.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ProviderTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Whoever_was_invited_by_the_name_that_the_provider_knows_gets_in(CancellationToken cancellationToken)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var program = new TestProgram(provider.Settings.WithAdministrator());
        var (invited, _) = await program.InviteAsync("Kim@Example.com", AccountRole.Editor, cancellationToken);
        using var browser = Browser(program);

        var landed = await SignInAsync(browser, "/keys", cancellationToken);
        using var flows = await browser.GetAsync("api/v1/flows", cancellationToken);
        provider.User["email"] = "kim.new@example.com";
        using var again = Browser(program);
        await SignInAsync(again, "/", cancellationToken);
        using var later = await again.GetAsync("api/v1/flows", cancellationToken);

        Assert.That(landed, Is.EqualTo("/keys"));
        Assert.That(new[] { (int)flows.StatusCode, (int)later.StatusCode }, Is.EqualTo(new[] { 200, 200 }), "the name may change there, the subject does not");
        Assert.That((await StoredAsync(program, invited.Id, cancellationToken)).ProviderSubject, Is.EqualTo("1"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Whoever_was_not_invited_stays_outside_unless_the_operator_says_otherwise(CancellationToken cancellationToken)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var closed = new TestProgram(provider.Settings.WithAdministrator());
        await using var open = new TestProgram(new Dictionary<string, string>(provider.Settings) { ["Security:Provider:NewAccounts"] = "viewer" }.WithAdministrator());
        using var outside = Browser(closed);
        using var inside = Browser(open);

        Assert.That(await SignInAsync(outside, "/", cancellationToken), Is.EqualTo("/sign-in?problem=account.not-invited"));
        Assert.That(await SignInAsync(inside, "/", cancellationToken), Is.EqualTo("/"));
        Assert.That((await open.AdministerAsync(async accounts => await accounts.ListAsync(cancellationToken))).Select(account => account.Role), Does.Contain(AccountRole.Viewer));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-26", "SEC-29")]
    public async Task A_provider_takes_nobodys_account_and_gives_no_role(CancellationToken cancellationToken)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var program = new TestProgram(new Dictionary<string, string>(provider.Settings) { ["Security:Provider:NewAccounts"] = "viewer" }.WithAdministrator());
        _ = program.Address;
        using var browser = Browser(program);

        provider.User = new() { ["sub"] = "7", ["email"] = Sessions.Administrator, ["role"] = "administrator" };
        var byName = await SignInAsync(browser, "/", cancellationToken);
        provider.User = new() { ["sub"] = "8", ["email"] = "new@example.com", ["email_verified"] = false };
        var unconfirmed = await SignInAsync(browser, "/", cancellationToken);

        Assert.That(byName, Is.EqualTo("/sign-in?problem=account.not-invited"), "the administrator has a password");
        Assert.That(unconfirmed, Is.EqualTo("/sign-in?problem=account.provider-failed"));
    }

    [TestCase("//evil.example")]
    [TestCase("https://evil.example")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-29")]
    public async Task The_way_back_leads_to_this_program(string returnUrl, CancellationToken cancellationToken)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var program = new TestProgram(provider.Settings.WithAdministrator());
        await program.InviteAsync("kim@example.com", AccountRole.Editor, cancellationToken);
        using var browser = Browser(program);

        Assert.That(await SignInAsync(browser, returnUrl, cancellationToken), Is.EqualTo("/"));
    }

    [TestCase("?code=1&state=2")]
    [TestCase("?code=1")]
    [TestCase("?error=access_denied&error_description=%3Cscript%3E")]
    [TestCase("")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-29")]
    public async Task An_answer_that_nobody_asked_for_signs_nobody_in(string query, CancellationToken cancellationToken)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var program = new TestProgram(provider.Settings.WithAdministrator());
        using var client = program.Client();

        using var answer = await client.GetAsync($"sign-in/callback{query}", cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(302));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/sign-in?problem=account.provider-failed"));
        Assert.That(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith(SessionCookie.Name, StringComparison.Ordinal)), Is.False);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-29")]
    public async Task The_answer_to_one_browser_signs_no_other_in(CancellationToken cancellationToken)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var program = new TestProgram(provider.Settings.WithAdministrator());
        await program.InviteAsync("kim@example.com", AccountRole.Editor, cancellationToken);
        using var attacker = Browser(program);
        using var victim = Browser(program);

        var callback = await FollowAsync(attacker, "sign-in/provider", hops: 2, cancellationToken);
        using var answer = await victim.GetAsync(callback, cancellationToken);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/sign-in?problem=account.provider-failed"));
    }

    [TestCase("AuthorizationEndpoint", "javascript:alert(1)")]
    [TestCase("AuthorizationEndpoint", "file:///etc/passwd")]
    [TestCase("AuthorizationEndpoint", "http://login.example/authorize")]
    [TestCase("TokenEndpoint", "http://169.254.169.254/latest")]
    [TestCase("UserInfoEndpoint", "https://user:password@login.example/")]
    [TestCase("NewAccounts", "administrator")]
    [Hazard("SEC-29")]
    public void A_provider_with_a_harmful_address_is_refused_at_the_start(string member, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Security:Provider:Name"] = "Example",
            ["Security:Provider:ClientId"] = "flowbuilder",
            ["Security:Provider:ClientSecret"] = FakeProvider.Secret,
            ["Security:Provider:AuthorizationEndpoint"] = "https://login.example/authorize",
            ["Security:Provider:TokenEndpoint"] = "https://login.example/token",
            ["Security:Provider:UserInfoEndpoint"] = "https://login.example/user",
            [$"Security:Provider:{member}"] = value,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

        Assert.That(() => HostSettings.Read(configuration), Throws.InstanceOf<ValidationException>().With.Message.Contains(member).And.Message.Not.Contains(FakeProvider.Secret));
    }

    private static HttpClient Browser(TestProgram program) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = program.Address };

    // To the provider, back with a code, and on: three answers that lead elsewhere.
    private static async Task<string> SignInAsync(HttpClient browser, string returnUrl, CancellationToken cancellationToken) =>
        (await FollowAsync(browser, $"sign-in/provider?returnUrl={Uri.EscapeDataString(returnUrl)}", hops: 3, cancellationToken)).OriginalString;

    private static async Task<Uri> FollowAsync(HttpClient browser, string path, int hops, CancellationToken cancellationToken)
    {
        var next = new Uri(path, UriKind.Relative);
        for (var hop = 0; hop < hops; hop++)
        {
            using var answer = await browser.GetAsync(next, cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(302), $"{next}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            next = answer.Headers.Location!;
        }

        return next;
    }

    private static async Task<Account> StoredAsync(TestProgram program, string id, CancellationToken cancellationToken) =>
        (await program.Services.GetRequiredService<IAccountStore>().FindAsync(id, cancellationToken))!;
}
