using System.Collections.Concurrent;
using System.Diagnostics;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Http;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>The whole program under ten times as many calls as it has places for.</summary>
// Alone, because it measures how fast the program answers.
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OverloadTests : IDisposable
{
    private const int Places = 20;
    private const int CallsPerSecond = 10 * Places;
    private const string Question = """{"inputs":{"question":"?"}}""";

    // So a place is good for one run a second.
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-overload-").FullName;
    private string _flow = "";
    private string _key = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-47")]
    public Task Rel47_ten_times_overload_is_answered_each_time_and_all_is_as_before_soon_after(CancellationToken cancellationToken) =>
        OverloadAsync(TimeSpan.FromSeconds(10), cancellationToken);

    [Test, Explicit("takes six minutes"), CancelAfter(20 * TestTimeouts.Default)]
    public Task Rel47_five_minutes_of_ten_times_overload(CancellationToken cancellationToken) => OverloadAsync(TimeSpan.FromMinutes(5), cancellationToken);

    private async Task OverloadAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await using var models = await FakeOpenAiServer.StartNewAsync();
        models.KeepsRequests = false;
        models.Otherwise = _ => Slow();
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken, new Dictionary<string, string> { ["Limits:Runs"] = $"{Places}" });
        var client = program.Client;
        await client.ConnectAsync(models, cancellationToken);
        _flow = await client.StoreAsync(Drawings.Ask, cancellationToken);
        await client.PublishAsync(_flow, "busy", cancellationToken);
        _key = await client.MakeKeyAsync(cancellationToken);
        await FirstWordsAsync(client, cancellationToken);
        var normal = await FirstWordsAsync(client, cancellationToken) ?? throw new InvalidOperationException("The program is not as it should be from the start.");

        var answers = await CallAllAsync(client, time, cancellationToken);
        var (since, after) = (Stopwatch.StartNew(), (TimeSpan?)null);
        do after = await FirstWordsAsync(client, cancellationToken);
        while (!(after < (3 * normal) + TimeSpan.FromSeconds(1)) && since.Elapsed < TestTimeouts.Long);

        var counts = answers.CountBy(answer => answer.Status).ToDictionary();
        await TestContext.Out.WriteLineAsync(
            $"{answers.Count} calls in {time}: {string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value} times"))}; first words before {normal.TotalMilliseconds:0} ms, {since.Elapsed.TotalSeconds:0} s after {after?.TotalMilliseconds:0} ms");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(answer => answer.Status).Distinct(), Is.SubsetOf(new[] { 200, 429, 503 }));
            Assert.That(answers.Where(answer => !answer.IsWhole), Is.Empty, "whoever is let in is served to the end, and whoever is not is told when to come back");
            Assert.That(counts.GetValueOrDefault(200), Is.Positive);
            Assert.That(counts.GetValueOrDefault(429), Is.Positive, "one caller does not take all places");
            Assert.That(counts.GetValueOrDefault(503), Is.Positive);
            Assert.That(after, Is.LessThan((3 * normal) + TimeSpan.FromSeconds(1)));
        }
    }

    private async Task<List<OverloadAnswer>> CallAllAsync(HttpClient client, TimeSpan time, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentBag<OverloadAnswer>();
        var calls = new List<Task>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; clock.Elapsed < time; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / CallsPerSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, cancellationToken);
            calls.Add(CallAsync(i % 2 == 0));
        }

        await Task.WhenAll(calls);
        return [.. answers];

        async Task CallAsync(bool isPublished) => answers.Add(await AskAsync(client, isPublished, cancellationToken));
    }

    // Of a few at once, the median; null where one of them was refused.
    private async Task<TimeSpan?> FirstWordsAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Places / 4).Select(_ => AskAsync(client, isPublished: true, cancellationToken)));
        return answers.All(answer => answer is { Status: 200, IsWhole: true }) ? answers.Select(answer => answer.First).Order().ElementAt(answers.Length / 2) : null;
    }

    // Callers of the endpoint share places among themselves; people in the editor take any that is free.
    private async Task<OverloadAnswer> AskAsync(HttpClient client, bool isPublished, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            using var answer = isPublished
                ? await client.CallAsync("busy", Question, _key, cancellationToken, headers: ("Accept", "text/event-stream"))
                : await client.RunAsync(_flow, Question, cancellationToken, "text/event-stream");
            if (!answer.IsSuccessStatusCode) return new OverloadAnswer((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, clock.Elapsed);
            TimeSpan? first = null;
            var last = "";
            await foreach (var item in answer.ReadEventsAsync(cancellationToken))
            {
                last = item.EventType;
                if (last == "node.delta") first ??= clock.Elapsed;
            }

            return new OverloadAnswer(200, last == "run.completed", first ?? clock.Elapsed);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new OverloadAnswer(0, false, clock.Elapsed);
        }
    }

    private static FakeReply Slow()
    {
        var gate = new FakeGate();
        _ = OpenAsync(gate);
        return FakeReply.Of("one ").Wait(gate).Text("two");
    }

    private static async Task OpenAsync(FakeGate gate)
    {
        await gate.Reached;
        await Task.Delay(RunTime);
        gate.Open();
    }
}
