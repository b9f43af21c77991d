using System.Diagnostics;
using System.Text;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>Short runs of published flows over HTTP, one durability after the other in turns: what it costs that runs outlive the program.</summary>
internal static class ShortRuns
{
    private const int AtOnce = 64;
    private const int Rounds = 7;
    private const int RunsInRound = 1_500;

    private const string Ends = """
        { "id": "in", "type": "input.text", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "name": "question" } },
        { "id": "out", "type": "output.text", "version": 1, "position": { "x": 600, "y": 0 }, "settings": { "name": "answer" } }
        """;

    private const string TwoNodes = $$"""
        { "format": "flowbuilder/1", "name": "Short", "nodes": [ {{Ends}} ], "edges": [ { "from": "in.text", "to": "out.value" } ] }
        """;

    private const string ThreeNodes = $$$"""
        { "format": "flowbuilder/1", "name": "Short",
          "nodes": [
            {{{Ends}}},
            { "id": "middle", "type": "prompt.template", "version": 1, "position": { "x": 300, "y": 0 }, "settings": { "template": "{{question}}!" } } ],
          "edges": [ { "from": "in.text", "to": "middle.question" }, { "from": "middle.text", "to": "out.value" } ] }
        """;

    private static readonly string[] Durabilities = ["none", "run", "node"];

    /// <summary>Measures flows of two and three nodes, and prints it.</summary>
    /// <returns>0: whatever fails throws.</returns>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var world = await LoadWorld.StartAsync(options);
        await MeasureAsync(world, "two", TwoNodes);
        await MeasureAsync(world, "three", ThreeNodes);
        return 0;
    }

    private static async Task MeasureAsync(LoadWorld world, string nodes, string flow)
    {
        foreach (var durability in Durabilities) await world.PublishAsync($"{nodes}-{durability}", flow, durability);
        var perSecond = Durabilities.ToDictionary(durability => durability, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var durability in Durabilities)
            {
                var clock = Stopwatch.StartNew();
                await CallAsync(world, $"{nodes}-{durability}");

                // The first round is for the program to get warm.
                if (round > 0) perSecond[durability].Add(RunsInRound / clock.Elapsed.TotalSeconds);
            }
        }

        var none = Median(perSecond["none"]);
        foreach (var (durability, measured) in perSecond)
            Console.WriteLine(FormattableString.Invariant($"{nodes} nodes, {durability}: median {Median(measured):0} runs a second ({Median(measured) / none:P0} of none), least {measured.Min():0}, most {measured.Max():0}"));
    }

    private static Task CallAsync(LoadWorld world, string slug)
    {
        var left = RunsInRound;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/endpoints/{slug}")
                {
                    Content = new StringContent("""{"inputs":{"question":"?"}}""", Encoding.UTF8, "application/json"),
                };
                request.Headers.Authorization = new("Bearer", world.Key);
                using var answer = await world.Client.SendAsync(request);
                answer.EnsureSuccessStatusCode();
            }
        }));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
