using System.IO.Compression;
using System.Net;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Nodes.Tools.Http;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class OutboundHttpTests
{
    private WebApplication _server = null!;
    private int _port;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Map("/echo", async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            var headers = string.Join(';', context.Request.Headers.Where(header => header.Key is "Authorization" or "X-Api-Key" or "Cookie" or "Accept").Select(header => $"{header.Key}={header.Value}").Order());
            await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Host.Host} [{headers}] {body}");
        });
        _server.Map("/hop/{count:int}", (int count, HttpContext context) =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = count == 0 ? "/echo" : $"/hop/{count - 1}";
        });
        _server.Map("/to/{status:int}", (int status, string target, HttpContext context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = target;
        });
        _server.Map("/later", (string after, HttpContext context) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = after;
        });
        _server.Map("/endless", async context =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        });
        _server.Map("/bomb", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            var chunk = new byte[1024 * 1024];
            for (var i = 0; i < 64; i++) await zip.WriteAsync(chunk, context.RequestAborted);
        });
        _server.Map("/silent", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        _server.Map("/headers", context =>
        {
            context.Response.Headers["X-Big"] = new string('x', 64 * 1024);
            return Task.CompletedTask;
        });
        _server.Map("/korean", async context =>
        {
            context.Response.ContentType = "text/html; charset=euc-kr";
            await context.Response.Body.WriteAsync(CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes("한국어 뷁쀍 문서"));
        });
        await _server.StartAsync();
        _port = new Uri(_server.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    [TestCase("0.0.0.0")]
    [TestCase("[::1]")]
    [TestCase("[::ffff:127.0.0.1]")]
    [TestCase("2130706433")]
    [TestCase("0x7f.1")]
    [TestCase("169.254.169.254")]
    [TestCase("10.0.0.1")]
    [TestCase("192.168.0.1")]
    [TestCase("172.16.5.4")]
    [TestCase("100.100.100.200")]
    [TestCase("168.63.129.16")]
    [TestCase("[fd00:ec2::254]")]
    [TestCase("[fe80::1]")]
    [TestCase("[64:ff9b::7f00:1]")]
    [TestCase("[2002:7f00:1::]")]
    [TestCase("[::127.0.0.1]")]
    [Hazard("SEC-43")]
    public void Addresses_inside_are_refused_however_they_are_written(string host)
    {
        using var outbound = new OutboundHttp(new OutboundRules(), TimeProvider.System);

        Assert.That(
            () => outbound.SendAsync(new OutboundRequest(HttpMethod.Get, new Uri($"http://{host}:{_port}/echo")), CancellationToken.None),
            Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.address-refused"));
    }

    [Test]
    public async Task A_redirect_that_is_not_to_be_followed_is_a_response_like_any_other()
    {
        using var outbound = new OutboundHttp(new OutboundRules { AllowedHosts = ["127.0.0.1"] }, TimeProvider.System);

        var response = await outbound.SendAsync(Get($"http://127.0.0.1:{_port}/to/307?target=http://10.0.0.1/") with { FollowsRedirects = false }, CancellationToken.None);

        Assert.That((response.Status, response.Address.Port), Is.EqualTo((307, _port)));
    }

    [Test]
    public async Task A_body_that_is_not_wanted_is_not_read_however_long_it_is()
    {
        using var outbound = new OutboundHttp(new OutboundRules { AllowedHosts = ["127.0.0.1"] }, TimeProvider.System);

        var response = await outbound.SendAsync(Get($"http://127.0.0.1:{_port}/endless") with { ReadsBody = false }, CancellationToken.None);

        Assert.That((response.Status, response.Body.Length), Is.EqualTo((200, 0)));
    }

    [TestCase("120", 120)]
    [TestCase("Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [TestCase("Thu, 01 Jan 2026 11:00:00 GMT", 0)]
    [TestCase("soon", null)]
    public async Task A_server_says_when_it_wants_to_be_asked_again(string header, int? seconds)
    {
        using var outbound = new OutboundHttp(new OutboundRules { AllowedHosts = ["127.0.0.1"] }, new FakeTimeProvider());

        var response = await outbound.SendAsync(Get($"http://127.0.0.1:{_port}/later?after={Uri.EscapeDataString(header)}"), CancellationToken.None);

        Assert.That(response.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("8.8.8.8")]
    [TestCase("2606:4700::1111")]
    [TestCase("64:ff9b::808:808")]
    public void Addresses_outside_are_public(string address) => Assert.That(AddressGuard.Allows(IPAddress.Parse(address), OutboundReach.Public), Is.True);

    [Test]
    [Hazard("SEC-42")]
    public void One_private_address_among_public_ones_is_refused()
    {
        var asked = 0;
        using var outbound = new OutboundHttp(new OutboundRules(), TimeProvider.System, (_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Parse("8.8.8.8"), IPAddress.Loopback });
        });

        Assert.That(() => outbound.SendAsync(Get("http://rebind.example/"), CancellationToken.None), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.address-refused"));
        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    [Hazard("SEC-42")]
    public async Task A_name_is_looked_up_once_and_the_very_address_that_was_checked_is_used()
    {
        var asked = 0;
        using var outbound = new OutboundHttp(new OutboundRules { AllowedHosts = [$"inside.example:{_port}"] }, TimeProvider.System, (_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Loopback });
        });

        var response = await outbound.SendAsync(Get($"http://inside.example:{_port}/echo"), CancellationToken.None);

        Assert.That((asked, response.Status, TextOf(response)), Is.EqualTo((1, 200, "GET inside.example [] ")));
    }

    [TestCase("host", "host", 80, true)]
    [TestCase("host:81", "host", 80, false)]
    [TestCase("HOST:80", "host", 80, true)]
    [TestCase("*.example.com", "a.example.com", 443, true)]
    [TestCase("*.example.com", "example.com.evil", 443, false)]
    [TestCase("*.example.com", "evilexample.com", 443, false)]
    [TestCase("[::1]:80", "::1", 80, true)]
    [TestCase("::1", "::1", 80, true)]
    public void Allowed_hosts_are_exact_names_with_or_without_a_port(string allowed, string host, int port, bool expected) =>
        Assert.That(new OutboundRules { AllowedHosts = [allowed] }.Allows(host, port), Is.EqualTo(expected));

    [TestCase(4, true)]
    [TestCase(5, false)]
    [Hazard("SEC-41")]
    public async Task At_most_five_redirects_are_followed(int hops, bool arrives)
    {
        using var outbound = Allowing("127.0.0.1");
        var sending = outbound.SendAsync(Get(At($"/hop/{hops}")), CancellationToken.None);

        if (arrives) Assert.That((await sending).Address.AbsolutePath, Is.EqualTo("/echo"));
        else Assert.That(() => sending, Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.too-many-redirects"));
    }

    [TestCase("http://localhost:{0}/echo", "http.address-refused")]
    [TestCase("http://169.254.169.254/latest/meta-data", "http.address-refused")]
    [TestCase("file:///etc/passwd", "http.bad-address")]
    [TestCase("http://user:secret@127.0.0.1:{0}/echo", "http.bad-address")]
    [Hazard("SEC-41")]
    public void Every_hop_is_checked_like_the_first_address(string target, string code)
    {
        using var outbound = Allowing("127.0.0.1");
        var address = At($"/to/302?target={Uri.EscapeDataString(string.Format(System.Globalization.CultureInfo.InvariantCulture, target, _port))}");

        Assert.That(() => outbound.SendAsync(Get(address), CancellationToken.None), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo(code));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(307)]
    [TestCase(308)]
    [Hazard("SEC-41", "SEC-45")]
    public async Task Credentials_stay_with_the_host_they_were_given_for(int status)
    {
        using var outbound = Allowing("127.0.0.1", "localhost");
        var other = await outbound.SendAsync(WithCredentials($"/to/{status}?target={Uri.EscapeDataString($"http://localhost:{_port}/echo")}"), CancellationToken.None);
        var same = await outbound.SendAsync(WithCredentials($"/to/{status}?target=/echo"), CancellationToken.None);

        Assert.That(TextOf(other), Is.EqualTo("GET localhost [Accept=text/plain] "));
        Assert.That(TextOf(same), Is.EqualTo("GET 127.0.0.1 [Accept=text/plain;Authorization=Bearer s;Cookie=c=1;X-Api-Key=k] "));
    }

    [TestCase(302, "GET 127.0.0.1 [] ")]
    [TestCase(303, "GET 127.0.0.1 [] ")]
    [TestCase(307, "POST 127.0.0.1 [] body")]
    [TestCase(308, "POST 127.0.0.1 [] body")]
    public async Task A_post_is_sent_again_only_where_the_redirect_says_so(int status, string expected)
    {
        using var outbound = Allowing("127.0.0.1");
        var request = new OutboundRequest(HttpMethod.Post, new Uri(At($"/to/{status}?target=/echo"))) { Body = "body"u8.ToArray(), ContentType = "text/plain" };

        Assert.That(TextOf(await outbound.SendAsync(request, CancellationToken.None)), Is.EqualTo(expected));
    }

    [TestCase("/endless")]
    [TestCase("/bomb")]
    [Hazard("SEC-46")]
    public void A_body_without_end_is_cut_off_at_the_limit_counted_unpacked(string path)
    {
        using var outbound = Allowing("127.0.0.1");

        Assert.That(() => outbound.SendAsync(Get(At(path)), CancellationToken.None), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.too-large"));
    }

    [Test]
    [Hazard("SEC-46")]
    public void Headers_without_measure_are_refused()
    {
        using var outbound = Allowing("127.0.0.1");

        Assert.That(() => outbound.SendAsync(Get(At("/headers")), CancellationToken.None), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("http.connection"));
    }

    [Test]
    [Hazard("SEC-46")]
    public void Silence_ends_at_the_time_limit_and_cancelling_ends_it_at_once()
    {
        using var outbound = Allowing("127.0.0.1");
        using var cancelled = new CancellationTokenSource();
        var silent = Get(At("/silent"));
        cancelled.Cancel();

        Assert.That(
            () => outbound.SendAsync(silent with { TimeLimit = TimeSpan.FromMilliseconds(50) }, CancellationToken.None),
            Throws.TypeOf<NodeException>().With.Property("Kind").EqualTo(FaultKind.Timeout));
        Assert.That(() => outbound.SendAsync(silent, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void No_connection_is_a_fault_that_may_pass()
    {
        using var outbound = Allowing("127.0.0.1");

        Assert.That(
            () => outbound.SendAsync(Get("http://127.0.0.1:1/"), CancellationToken.None),
            Throws.TypeOf<NodeException>().With.Property("IsTransient").EqualTo(true).And.Message.Contains("127.0.0.1"));
    }

    [Test]
    public async Task Korean_pages_keep_every_letter()
    {
        using var outbound = Allowing("127.0.0.1");

        Assert.That(ResponseText.Read(await outbound.SendAsync(Get(At("/korean")), CancellationToken.None)), Is.EqualTo("한국어 뷁쀍 문서"));
    }

    private string At(string path) => $"http://127.0.0.1:{_port}{path}";

    private static OutboundRequest Get(string address) => new(HttpMethod.Get, new Uri(address));

    private OutboundRequest WithCredentials(string path) => Get(At(path)) with
    {
        Headers = [new("Accept", "text/plain"), new("Authorization", "Bearer s"), new("Cookie", "c=1"), new("X-Api-Key", "k")],
    };

    private OutboundHttp Allowing(params string[] hosts) =>
        new(new OutboundRules { AllowedHosts = [.. hosts.Select(host => $"{host}:{_port}").Concat(["127.0.0.1:1"])] }, TimeProvider.System);

    private static string TextOf(OutboundResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
