using System.Net.Http.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Addresses inside this machine, through every way out of the program. The oracle is a listener that nothing may reach.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OutboundHazardTests : OneProgram
{
    private static readonly string[] Notations =
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "①②⑦.⓪.⓪.①", "127。0。0。1", "localhost", "LOCALHOST.",
        "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "0.0.0.0", "0", "[::]",
    ];

    private Receiver _canary = null!;

    [OneTimeSetUp]
    public async Task ListenAsync() => _canary = await Receiver.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopListeningAsync() => _canary.DisposeAsync();

    private IEnumerable<string> Addresses => Notations.Select(host => $"http://{host}:{_canary.Address.Port}/canary");

    [TestCase("""call: tool.http {"url":"ADDRESS"}""")]
    [TestCase("""call: tool.http {"url":"ADDRESS","method":"post","body":"{}"}""")]
    [TestCase("""call: tool.openapi {"url":"ADDRESS"}""")]
    [TestCase("""call: documents.load-url {"url":"ADDRESS"}""")]
    [Hazard("SEC-43")]
    [CancelAfter(2 * TestTimeouts.Default)]
    public async Task No_node_reaches_an_address_inside_however_it_is_written(string node, CancellationToken cancellationToken)
    {
        foreach (var address in Addresses)
        {
            var flow = await Program.StoreAsync(node.Replace("ADDRESS", address, StringComparison.Ordinal), cancellationToken);
            using var answer = await Client.RunAsync(flow, "{}", cancellationToken);
            await IsRefusedAsync(address, answer, cancellationToken);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-43")]
    public async Task No_page_of_a_knowledge_base_is_fetched_from_inside(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("inside", null, cancellationToken);
        foreach (var address in Addresses)
        {
            using var answer = await Client.PostAsJsonAsync("api/v1/knowledge/inside/documents", new { url = address }, cancellationToken);
            await IsRefusedAsync(address, answer, cancellationToken);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-43")]
    public async Task No_picture_of_a_caller_is_fetched_from_inside(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, """
            ask: input.chat {}
            picture: input.image {}
            answer: output.chat {}
            ask.text -> answer.value
            """, "see", cancellationToken);
        var key = await Client.MakeKeyAsync(cancellationToken);
        foreach (var address in Addresses)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
            {
                Content = JsonContent.Create(new { model = "see", messages = new[] { new { role = "user", content = new[] { new { type = "image_url", image_url = new { url = address } } } } } }),
                Headers = { { "x-api-key", key } },
            };
            using var answer = await Client.SendAsync(request, cancellationToken);
            await IsRefusedAsync(address, answer, cancellationToken);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-43")]
    public async Task No_tool_server_web_search_or_delivery_leads_inside(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "echo", cancellationToken);
        foreach (var (number, address) in Addresses.Index())
        {
            using var server = await Client.PostAsJsonAsync("api/v1/tool-servers", new { name = $"s{number}", kind = "http", address }, cancellationToken);
            if (server.IsSuccessStatusCode) await IsToldAsync($"api/v1/tool-servers/s{number}/test");
            using var search = await Client.PostAsJsonAsync("api/v1/connections", new { name = $"c{number}", kind = "searxng", baseUrl = address }, cancellationToken);
            if (search.IsSuccessStatusCode) await IsToldAsync($"api/v1/connections/c{number}/test");
            using var target = await Client.PostAsJsonAsync("api/v1/endpoints/echo/targets", new { url = address }, cancellationToken);
            if (target.IsSuccessStatusCode) await IsToldAsync($"api/v1/endpoints/echo/targets/{(await target.JsonAsync(cancellationToken)).Text("id")}/test");

            async Task IsToldAsync(string test)
            {
                using var answer = await Client.PostAsync(test, null, cancellationToken);
                await IsRefusedAsync(address, answer, cancellationToken);
            }
        }
    }

    // A model server on the owner's own machine is a good reason; where a cloud hands out its machines' credentials is none.
    [TestCase("openai", "http://169.254.169.254/v1")]
    [TestCase("openai", "http://[::ffff:169.254.169.254]/v1")]
    [TestCase("openai", "http://2852039166/v1")]
    [TestCase("anthropic", "http://[fd00:ec2::254]/")]
    [TestCase("openai", "http://168.63.129.16/v1")]
    [TestCase("openai", "http://100.100.100.200/v1")]
    [TestCase("smtp", "smtp://169.254.169.254:25/?tls=none")]
    [Hazard("SEC-43")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task No_connection_leads_to_where_a_cloud_tells_its_machines_their_credentials(string kind, string address, CancellationToken cancellationToken)
    {
        var name = $"cloud{Guid.NewGuid():N}";
        using var made = await Client.PostAsJsonAsync("api/v1/connections", new { name, kind, baseUrl = address, apiKey = "fbcanary-key" }, cancellationToken);
        Assert.That((int)made.StatusCode, Is.EqualTo(201), await made.Content.ReadAsStringAsync(cancellationToken));

        using var test = await Client.PostAsync($"api/v1/connections/{name}/test", null, cancellationToken);

        var result = await test.JsonAsync(cancellationToken);
        Assert.That((result.GetProperty("ok").GetBoolean(), result.Text("code")), Is.EqualTo((false, "http.address-refused")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-41")]
    public async Task A_request_that_is_sent_on_inside_ends_there_and_takes_no_credential_along(CancellationToken cancellationToken)
    {
        await using var outside = await Receiver.StartAsync();
        await using var program = new TestProgram(outside.Allowed);
        using var client = program.Client();
        string[] ways = [_canary.Address.ToString(), $"http://localhost:{_canary.Address.Port}/", "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "//127.1/", $"http://[::1]:{_canary.Address.Port}/"];
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            foreach (var way in ways)
            {
                outside.Answer(status, ("Location", way));
                var flow = await program.StoreAsync(
                    $$"""call: tool.http {"url":"{{outside.Address}}","headers":[{"name":"Authorization","value":"Bearer fbcanary-token"}]}""", cancellationToken);

                using var answer = await client.RunAsync(flow, "{}", cancellationToken);

                Assert.That((int)answer.StatusCode, Is.EqualTo(422), $"{status} {way}");
                Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.Contain("\"http.").And.Not.Contain("fbcanary"), $"{status} {way}");
            }
        }

        Assert.That(_canary.Waiting, Is.Zero);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-39")]
    public async Task A_node_that_runs_a_flow_asks_no_address_for_it(CancellationToken cancellationToken)
    {
        foreach (var wanted in new[] { _canary.Address.ToString(), "../../etc/passwd", "no-such-flow", "\\u0000" })
        {
            var flow = await Program.StoreAsync($$"""call: flow.call {"flow":"{{wanted}}","baseUrl":"{{_canary.Address}}"}""", cancellationToken);

            using var answer = await Client.RunAsync(flow, "{}", cancellationToken);

            Assert.That((int)answer.StatusCode, Is.EqualTo(422), await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        Assert.That(_canary.Waiting, Is.Zero);
    }

    private async Task IsRefusedAsync(string address, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.LessThan(500), $"{address}: {text}");
            Assert.That(text, Does.Contain("address-refused").Or.Contain("are not allowed").Or.Contain("bad-address"), address);
            Assert.That(_canary.Waiting, Is.Zero, address);
        }
    }
}
