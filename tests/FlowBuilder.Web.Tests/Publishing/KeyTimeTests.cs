using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class KeyTimeTests
{
    private const string Ask = """{"inputs":{"question":"?"}}""";

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_ends_at_its_time_and_says_when_it_was_last_used_to_the_minute(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await using var program = new TestProgram(time: time);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var key = await client.MakeKeyAsync(new { name = "short", scopes = new[] { "run" }, expiresAt = "2026-01-01T13:00:00Z" }, cancellationToken);

        using var valid = await client.CallAsync("echo", Ask, key, cancellationToken);
        var afterFirst = await LastUsedAsync(client, cancellationToken);
        time.Advance(TimeSpan.FromSeconds(30));
        using var soon = await client.CallAsync("echo", Ask, key, cancellationToken);
        var afterSecond = await LastUsedAsync(client, cancellationToken);
        time.Advance(TimeSpan.FromSeconds(31));
        using var later = await client.CallAsync("echo", Ask, key, cancellationToken);
        var afterThird = await LastUsedAsync(client, cancellationToken);
        time.Advance(TimeSpan.FromHours(1));
        using var expired = await client.CallAsync("echo", Ask, key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { (int)valid.StatusCode, (int)soon.StatusCode, (int)later.StatusCode }, Has.All.EqualTo(200));
            Assert.That(afterFirst, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)));
            Assert.That(afterSecond, Is.EqualTo(afterFirst), "Written once a minute at most.");
            Assert.That(afterThird, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 12, 1, 1, TimeSpan.Zero)));
            Assert.That((await expired.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.expired"));
        }
    }

    private static async Task<DateTimeOffset> LastUsedAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var keys = await client.GetFromJsonAsync<JsonElement>("api/v1/keys", cancellationToken);
        return keys[0].GetProperty("lastUsedAt").GetDateTimeOffset();
    }
}
