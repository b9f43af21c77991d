using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

// Alone, because it counts memory and fills the machine.
[NonParallelizable]
public sealed class EndpointLoadTests
{
    private const int AtOnce = 64;
    private const long MostGrowth = 16 * 1024 * 1024;

    [TestCase(1_000, 250)]
    [TestCase(10_000, 1_000, Explicit = true, Reason = "Takes a minute or two on a slow machine.")]
    [CancelAfter(300_000)]
    public async Task Many_calls_at_once_all_get_their_answer_keep_to_the_split_and_leave_nothing_behind(int calls, int warm, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.PublishAsync(client, Two("one"), "load", cancellationToken);
        await program.RedrawAsync(client, flow, Two("two"), cancellationToken);
        await client.PublishAsync(flow, "load", cancellationToken);
        using var routed = await client.PutAsJsonAsync("api/v1/endpoints/load/traffic", new Dictionary<string, int> { ["1"] = 70, ["2"] = 30 }, cancellationToken);
        routed.EnsureSuccessStatusCode();
        var key = await client.MakeKeyAsync(cancellationToken);
        var answers = new string?[calls];

        await CallAllAsync(0, warm);
        var early = GC.GetTotalMemory(forceFullCollection: true);
        await CallAllAsync(warm, calls);
        var late = GC.GetTotalMemory(forceFullCollection: true);

        var share = 100.0 * answers.Count(answer => answer == "one") / calls;
        TestContext.Out.WriteLine($"{calls} calls; version 1 answered {share:0.0} %; {(late - early) / 1024.0 / 1024:0.0} MiB more than after {warm}.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Has.All.EqualTo("one").Or.EqualTo("two"));
            Assert.That(share, Is.EqualTo(70).Within(2));
            Assert.That(late - early, Is.LessThan(MostGrowth));
        }

        async Task CallAllAsync(int from, int to) => await Parallel.ForAsync(
            from,
            to,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, cancelled) =>
            {
                var body = JsonSerializer.Serialize(new { inputs = new { question = $"{number}" }, session = $"session-{number}" });
                using var call = await client.CallAsync("load", body, key, cancelled);
                var text = await call.Content.ReadAsStringAsync(cancelled);
                answers[number] = call.IsSuccessStatusCode
                    ? JsonElement.Parse(text).GetProperty("outputs").EnumerateObject().Single().Name
                    : text;
            });
    }

    private static string Two(string name) => $$"""
        question: input.text {"name":"question"}
        answer: output.text {"name":"{{name}}"}
        question.text -> answer.value
        """;
}
