using System.Net.Sockets;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class SecurityTests
{
    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram(new Dictionary<string, string> { ["Security:AllowedHosts:0"] = "flows.example", ["Security:AllowedOrigins:0"] = "https://intranet.example" }.WithAdministrator());
        _client = await _program.AdministratorAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [TestCase("https://evil.example", 403)]
    [TestCase("null", 403)]
    [TestCase("http://localhost.evil.example", 403)]
    [TestCase("http://localhost:1", 403)]
    [TestCase("https://intranet.example", 201)]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57", "SEC-22")]
    public async Task Changes_asked_for_by_pages_of_other_sites_are_refused(string origin, int status, CancellationToken cancellationToken)
    {
        var request = Create();
        request.Headers.TryAddWithoutValidation("Origin", origin);

        using var answer = await _client.SendAsync(request, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
            if (status == 403) Assert.That((await answer.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("origin.not-allowed"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Changes_asked_for_by_own_pages_and_by_programs_are_taken(CancellationToken cancellationToken)
    {
        var own = Create();
        own.Headers.TryAddWithoutValidation("Origin", _program.Address.GetLeftPart(UriPartial.Authority));

        using var byPage = await _client.SendAsync(own, cancellationToken);
        using var byProgram = await _client.SendAsync(Create(), cancellationToken);

        Assert.That(new[] { (int)byPage.StatusCode, (int)byProgram.StatusCode }, Is.EqualTo(new[] { 201, 201 }));
    }

    [TestCase("DELETE", "api/v1/flows/x")]
    [TestCase("POST", "api/v1/flows/x/runs")]
    [TestCase("POST", "api/v1/runs/x/cancel")]
    [TestCase("PUT", "api/v1/connections/x")]
    [TestCase("POST", "hubs/runs/negotiate?negotiateVersion=1")]
    [TestCase("POST", "_blazor/negotiate?negotiateVersion=1")]
    [TestCase("POST", "API/V1/flows")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task No_way_of_changing_anything_is_open_to_other_sites(string method, string path, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");

        using var answer = await _client.SendAsync(request, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
    }

    [TestCase("evil.example", 421)]
    [TestCase("localhost.evil.example", 421)]
    [TestCase("localhost", 200)]
    [TestCase("127.0.0.1", 200)]
    [TestCase("[::1]", 200)]
    [TestCase("flows.example", 200)]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task Only_own_host_names_are_answered(string host, int status, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/flows");
        request.Headers.Host = $"{host}:{_program.Address.Port}";

        using var answer = await _client.SendAsync(request, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("")]
    [TestCase("api/v1/flows")]
    [TestCase("api/v1/none")]
    [TestCase("health/live")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-54", "SEC-59")]
    public async Task Every_answer_tells_browsers_to_be_strict(string path, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(path, cancellationToken);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy, Does.Contain("script-src 'self';").And.Contain("frame-ancestors 'none'").And.Contain("object-src 'none'"));
            Assert.That(policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)), Does.Not.Contain("unsafe"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
            Assert.That(answer.Headers.Contains("Server"), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-54")]
    public async Task The_home_page_is_served_and_its_scripts_are_there(CancellationToken cancellationToken)
    {
        var page = await _client.GetStringAsync("", cancellationToken);
        var scripts = System.Text.RegularExpressions.Regex.Matches(page, "<script[^>]*src=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        var inline = System.Text.RegularExpressions.Regex.Matches(page, "<script(?![^>]*src=)(?![^>]*type=\"importmap\")[^>]*>");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scripts, Has.Some.Contains("blazor.web"));
            Assert.That(inline, Is.Empty, "the policy would not run them");
            foreach (var script in scripts)
            {
                using var answer = await _client.GetAsync(script, cancellationToken);
                Assert.That((await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length, Is.GreaterThan(100), script);
            }
        }
    }

    [TestCase("GET", "api/v1/none", 404, "api.no-such-path")]
    [TestCase("GET", "api/none", 404, "api.no-such-path")]
    [TestCase("DELETE", "api/v1/node-types", 405, "api.method-not-allowed")]
    [TestCase("TRACE", "api/v1/flows", 405, "api.method-not-allowed")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_the_api_does_not_have_is_said_as_a_problem(string method, string path, int status, string code, CancellationToken cancellationToken)
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-79")]
    public async Task Requests_that_two_servers_could_read_differently_are_refused(CancellationToken cancellationToken)
    {
        var answer = await RawAsync("POST /api/v1/flows HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", cancellationToken);

        Assert.That(answer, Does.StartWith("HTTP/1.1 400"));
    }

    private HttpRequestMessage Create()
    {
        var content = new ByteArrayContent(_program.FileOf(Drawings.Echo));
        content.Headers.ContentType = new("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "api/v1/flows") { Content = content };
    }

    private async Task<string> RawAsync(string request, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", _program.Address.Port, cancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(cancellationToken) ?? "";
    }
}
