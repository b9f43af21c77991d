using System.ComponentModel.DataAnnotations;
using FlowBuilder.Testing;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace FlowBuilder.Web.Tests.Hosting;

/// <summary>Callers behind a reverse proxy.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ProxyTests
{
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.0/8")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Behind_a_known_proxy_each_caller_has_a_limit_of_its_own(string proxy, CancellationToken cancellationToken)
    {
        await using var program = await OpenAsync(proxy, cancellationToken);

        Assert.That(await StatusesAsync(program, ["198.51.100.1", "198.51.100.1", "198.51.100.2", "2001:db8::1"], cancellationToken), Is.EqualTo(new[] { 200, 429, 200, 200 }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_a_caller_itself_puts_in_front_counts_for_nothing(CancellationToken cancellationToken)
    {
        await using var program = await OpenAsync("127.0.0.1", cancellationToken);

        Assert.That(await StatusesAsync(program, ["203.0.113.1, 198.51.100.1", "203.0.113.2, 198.51.100.1"], cancellationToken), Is.EqualTo(new[] { 200, 429 }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_row_of_known_proxies_is_followed_to_the_first_that_is_not(CancellationToken cancellationToken)
    {
        await using var program = await OpenAsync("127.0.0.1", cancellationToken, "10.0.0.0/8");

        Assert.That(
            await StatusesAsync(program, ["198.51.100.1, 10.0.0.7", "198.51.100.2, 10.0.0.7", "198.51.100.2, 10.0.0.8"], cancellationToken),
            Is.EqualTo(new[] { 200, 200, 429 }));
    }

    [TestCase(null)]
    [TestCase("192.0.2.7")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_anybody_else_says_of_a_caller_is_not_believed(string? proxy, CancellationToken cancellationToken)
    {
        await using var program = await OpenAsync(proxy, cancellationToken);

        Assert.That(await StatusesAsync(program, ["198.51.100.1", "198.51.100.2"], cancellationToken), Is.EqualTo(new[] { 200, 429 }));
    }

    [TestCase("127.0.0.1", "https")]
    [TestCase(null, "http")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Addresses_that_are_told_have_the_scheme_by_which_a_known_proxy_was_reached(string? proxy, string scheme, CancellationToken cancellationToken)
    {
        await using var program = await OpenAsync(proxy, cancellationToken);
        using var client = program.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.1");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");

        using var answer = await client.GetAsync("api/v1/endpoints/open/openapi.json", cancellationToken);

        var address = new Uri((await answer.JsonAsync(cancellationToken)).GetProperty("servers")[0].GetProperty("url").GetString()!);
        Assert.That(address.Scheme, Is.EqualTo(scheme));
        Assert.That(address.Host, Is.EqualTo(program.Address.Host));
    }

    [TestCase("proxy.example")]
    [TestCase("10.0.0.0/99")]
    public void What_is_no_address_is_refused_at_the_start(string proxy)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Security:KnownProxies:0", proxy)]).Build();

        Assert.That(() => HostSettings.Read(configuration), Throws.InstanceOf<ValidationException>().With.Message.Contains(proxy));
    }

    private static async Task<TestProgram> OpenAsync(string? proxy, CancellationToken cancellationToken, string? another = null)
    {
        var settings = new Dictionary<string, string>();
        if (proxy is not null) settings["Security:KnownProxies:0"] = proxy;
        if (another is not null) settings["Security:KnownProxies:1"] = another;
        var program = new TestProgram(settings);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "open", cancellationToken);
        await client.ChangeEndpointAsync("open", new { isPublic = true, publicRequestsPerMinute = 1 }, cancellationToken);
        return program;
    }

    private static async Task<IReadOnlyList<int>> StatusesAsync(TestProgram program, string[] callers, CancellationToken cancellationToken)
    {
        var statuses = new List<int>();
        using var client = program.Client();
        foreach (var caller in callers)
        {
            using var answer = await client.CallAsync("open", """{"inputs":{"question":"?"}}""", null, cancellationToken, headers: ("X-Forwarded-For", caller));
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
