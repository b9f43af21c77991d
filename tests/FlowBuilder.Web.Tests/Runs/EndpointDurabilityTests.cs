using System.Net.Http.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>What of the runs of an endpoint outlives the program, as its owner chose.</summary>
public sealed class EndpointDurabilityTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_endpoint_says_what_of_its_runs_outlives_the_program_and_takes_nothing_else(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);

        var first = await DurabilityAsync(client, cancellationToken);
        await client.ChangeEndpointAsync("echo", new { durability = "run" }, cancellationToken);
        var changed = await DurabilityAsync(client, cancellationToken);
        using var refused = await client.PutAsJsonAsync("api/v1/endpoints/echo", new { durability = "sometimes" }, cancellationToken);
        await client.ChangeEndpointAsync("echo", new { isPublic = true }, cancellationToken);

        Assert.That(new[] { first, changed, await DurabilityAsync(client, cancellationToken) }, Is.EqualTo(new[] { "node", "run", "run" }));
        Assert.That((int)refused.StatusCode, Is.EqualTo(400).Or.EqualTo(422));
        Assert.That(await refused.Content.ReadAsStringAsync(cancellationToken), Does.Contain("durability"));
    }

    [TestCase("none")]
    [TestCase("run")]
    [TestCase("node")]
    [CancelAfter(4 * TestTimeouts.Default)]
    public async Task After_a_kill_a_call_goes_on_or_is_gone_as_the_endpoint_says(string durability, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-kill-");
        await using var model = await FakeOpenAiServer.StartNewAsync();
        try
        {
            var gate = new FakeGate();
            model.Reply(FakeReply.Of("half ").Wait(gate));
            model.Otherwise = _ => FakeReply.Of("whole");
            string address;
            await using (var first = await WholeProgram.StartAsync(folder.FullName, cancellationToken))
            {
                await PrepareAsync(first.Client, model, durability, cancellationToken);
                address = await CallAsync(first.Client, cancellationToken);
                await model.WaitForRequestAsync(1, cancellationToken);
                await first.KillAsync();
                gate.Open();
            }

            await using var second = await WholeProgram.StartAsync(folder.FullName, cancellationToken);
            using var events = await second.Client.GetAsync($"{address}/events?events=output", cancellationToken);
            using var run = await second.Client.GetAsync(address, cancellationToken);

            Assert.That((int)run.StatusCode, Is.EqualTo(durability == "none" ? 404 : 200));
            if (durability != "none") Assert.That(await run.Content.ReadAsStringAsync(cancellationToken), Does.Contain("whole"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> DurabilityAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync("api/v1/endpoints/echo", cancellationToken);
        return (await answer.JsonAsync(cancellationToken)).GetProperty("durability").GetString()!;
    }

    private static async Task PrepareAsync(HttpClient client, FakeOpenAiServer model, string durability, CancellationToken cancellationToken)
    {
        using var connected = await client.PostAsJsonAsync(
            "api/v1/connections",
            new { name = "fake", kind = "openai", baseUrl = model.BaseUrl, apiKey = "fbcanary-key", models = new[] { "fake-model" } },
            cancellationToken);
        connected.EnsureSuccessStatusCode();
        var file = new FlowFormat(NodeCatalogue.FromAssemblies([typeof(NodesRegistration).Assembly])).Write(FlowText.Parse(Drawings.Ask));
        using var stored = await client.PostBytesAsync("api/v1/flows", file, cancellationToken);
        await client.PublishAsync((await stored.JsonAsync(cancellationToken)).GetProperty("id").GetString()!, "ask", cancellationToken);
        await client.ChangeEndpointAsync("ask", new { durability, isPublic = true }, cancellationToken);
    }

    private static async Task<string> CallAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/endpoints/ask") { Content = JsonContent.Create(new { inputs = new { question = "?" } }) };
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await client.SendAsync(request, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(202), await answer.Content.ReadAsStringAsync(cancellationToken));
        return answer.Headers.Location!.OriginalString.TrimStart('/');
    }
}
