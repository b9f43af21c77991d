using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>Deliveries whose target is not there for a while: what takes the place of a broker here is the outbox in the database.</summary>
public sealed class DeliveryOutageTests
{
    private const int CallsInEachLife = 6;

    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(10);

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-35")]
    public async Task Rel35_what_is_answered_while_the_target_is_away_is_told_once_when_it_is_back_and_over_a_restart(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-web-");
        var time = new FakeTimeProvider();
        var began = time.GetUtcNow();
        var receiver = await Receiver.StartAsync();
        var (port, allowed) = (receiver.Address.Port, receiver.Allowed);
        var address = receiver.Address;
        await receiver.DisposeAsync();
        var answered = new List<string>();
        JsonElement target;
        string key;
        await using (var program = new TestProgram(allowed, time, folder.FullName))
        {
            using var client = program.Client();
            await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
            key = await client.MakeKeyAsync(cancellationToken);
            using var made = await client.PostAsJsonAsync("api/v1/endpoints/echo/targets", new { url = address }, cancellationToken);
            target = await made.JsonAsync(cancellationToken);
            await CallAsync(client, key, answered, cancellationToken);
            await TriedAsync(client, target, CallsInEachLife, cancellationToken);
            time.Advance(Outage / 2);
            await TriedAsync(client, target, CallsInEachLife, cancellationToken, attempts: 2);
        }

        // The clock goes on where it was, and the timers of the former life are gone with it.
        time = new FakeTimeProvider(time.GetUtcNow());
        await using (var program = new TestProgram(allowed, time, folder.FullName))
        {
            using var client = program.Client();
            await CallAsync(client, key, answered, cancellationToken);
            await TriedAsync(client, target, 2 * CallsInEachLife, cancellationToken);
            time.Advance(began + Outage - time.GetUtcNow());
            await using var back = await Receiver.StartAsync(port);
            var told = new List<Received>();
            while (told.Count < answered.Count)
            {
                if (back.Waiting > 0) told.Add(await back.NextAsync(cancellationToken));
                else await PassAsync(client, target, time, cancellationToken);
            }

            while (!(await DeliveriesAsync(client, target, cancellationToken)).All(delivery => delivery.Text("state") == "delivered")) await PassAsync(client, target, time, cancellationToken);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(told.Select(delivery => delivery.Json.Text("runId")), Is.EquivalentTo(answered), "each once, and nothing else");
                Assert.That(told.Select(delivery => delivery.Id), Is.Unique);
                Assert.That(told.Select(delivery => delivery.IsSignedWith(target.Text("secret"))), Has.All.True);
                Assert.That(back.Waiting, Is.Zero);
            }
        }

        folder.Delete(recursive: true);
    }

    private static async Task CallAsync(HttpClient client, string key, List<string> answered, CancellationToken cancellationToken)
    {
        for (var i = 0; i < CallsInEachLife; i++)
        {
            using var call = await client.CallAsync("echo", """{"inputs":{"question":"how?"}}""", key, cancellationToken);
            Assert.That((int)call.StatusCode, Is.EqualTo(200));
            answered.Add((await call.JsonAsync(cancellationToken)).Text("runId"));
        }
    }

    private static async Task TriedAsync(HttpClient client, JsonElement target, int deliveries, CancellationToken cancellationToken, int attempts = 1)
    {
        while (true)
        {
            var found = await DeliveriesAsync(client, target, cancellationToken);
            if (found.Count(delivery => delivery.Text("state") == "waiting" && delivery.GetProperty("attempts").GetInt32() >= attempts) == deliveries) return;
            await Task.Delay(20, cancellationToken);
        }
    }

    // To the next that is due, and no further while it is under way: its own time would run out.
    private static async Task PassAsync(HttpClient client, JsonElement target, FakeTimeProvider time, CancellationToken cancellationToken)
    {
        var waiting = (await DeliveriesAsync(client, target, cancellationToken)).Where(delivery => delivery.Text("state") == "waiting").ToList();
        if (waiting.Count > 0) time.AdvanceTo(waiting.MinBy(delivery => delivery.GetProperty("dueAt").GetDateTimeOffset()));
        await Task.Delay(20, cancellationToken);
    }

    private static async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(HttpClient client, JsonElement target, CancellationToken cancellationToken) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"api/v1/endpoints/echo/targets/{target.Text("id")}/deliveries", cancellationToken)).EnumerateArray()];
}
