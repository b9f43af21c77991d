using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>What the program promises beside bearing a load, measured over HTTP one after the other: the first token, cancelling, callers that leave, readers that come back, a large file.</summary>
internal static class Promises
{
    private const int FirstTokens = 200;
    private const int Cancels = 200;
    private const int Leavers = 500;
    private const int RunsReadAgain = 170;
    private const int EventsOfAReader = 4;
    private const int Nodes = 2_000;
    private const int Files = 20;

    /// <summary>Measures all of it, and prints it.</summary>
    /// <returns>0 where nothing was lost.</returns>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var world = await LoadWorld.StartAsync(options);
        await FirstTokenAsync(world);
        await CancelAsync(world);
        var lost = await LeaveAsync(world);
        var wrong = await ComeBackAsync(world);
        await ImportAsync(world);
        return lost + wrong == 0 ? 0 : 1;
    }

    private static async Task FirstTokenAsync(LoadWorld world)
    {
        var (direct, through) = (new List<double>(), new List<double>());
        for (var i = -20; i < FirstTokens; i++)
        {
            var first = await FirstDirectAsync(world);
            var answer = await world.Caller.CallAsync(CancellationToken.None);
            var second = answer.FirstTokenMs ?? throw new InvalidOperationException($"No token came: {answer}");
            if (i < 0) continue;
            direct.Add(first);
            through.Add(second);
        }

        Tell($"First token of {FirstTokens} answers, the provider itself and the program in turns: p50 {At(through, 0.5) - At(direct, 0.5):0.0} ms, p95 {At(through, 0.95) - At(direct, 0.95):0.0} ms more");
    }

    private static async Task<double> FirstDirectAsync(LoadWorld world)
    {
        var asked = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{world.Model.BaseUrl}/chat/completions") { Content = JsonContent.Create(new { model = "m", stream = true }) };
        using var answer = await world.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(body).EnumerateAsync()) return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        throw new InvalidOperationException("The model gave nothing.");
    }

    private static async Task CancelAsync(LoadWorld world)
    {
        var times = new List<double>();
        for (var i = 0; i < Cancels; i++)
        {
            var closed = world.Model.NextLeft();
            var run = await StartAsync(world);
            await Task.Delay(120);
            var asked = Stopwatch.GetTimestamp();
            using var answer = await SendAsync(world, HttpMethod.Post, $"endpoints/{LoadWorld.Slug}/runs/{run}/cancel", null);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(asked, await closed).TotalMilliseconds);
        }

        Tell($"From a cancel to the provider's line closed, {Cancels} times: p50 {At(times, 0.5):0.0} ms, p95 {At(times, 0.95):0.0} ms, most {times.Max():0.0} ms");
    }

    private static async Task<int> LeaveAsync(LoadWorld world)
    {
        using var places = new SemaphoreSlim(100);
        var runs = await Task.WhenAll(Enumerable.Range(0, Leavers).Select(async _ =>
        {
            await places.WaitAsync();
            try
            {
                using var request = Request(world, HttpMethod.Post, $"endpoints/{LoadWorld.Slug}?events=output", """{"inputs":{"question":"?"}}""");
                request.Headers.Accept.Add(new("text/event-stream"));
                using var answer = await world.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                await using var body = await answer.Content.ReadAsStreamAsync();
                await foreach (var item in SseParser.Create(body).EnumerateAsync()) break;
                return answer.Headers.GetValues("FlowBuilder-Run").Single();
            }
            finally
            {
                places.Release();
            }
        }));
        var stored = 0;
        foreach (var run in runs) stored += await EndsWellAsync(world, run) ? 1 : 0;
        Tell($"Callers that left at the first event: {Leavers}; runs that went on to their end and are stored: {stored}");
        return Leavers - stored;
    }

    private static async Task<bool> EndsWellAsync(LoadWorld world, string run)
    {
        for (var i = 0; i < 600; i++)
        {
            using var answer = await world.Client.GetAsync($"api/v1/runs/{run}");
            var status = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString();
            if (status != "running") return status == "completed";
            await Task.Delay(50);
        }

        return false;
    }

    private static async Task<int> ComeBackAsync(LoadWorld world)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, RunsReadAgain).Select(_ => ReadInPiecesAsync(world)));
        var wrong = results.Sum(result => result.Wrong);
        Tell($"Readers that came back at the number they had: {results.Sum(result => result.Connections)} times; events missed or told twice: {wrong}");
        return wrong;
    }

    private static async Task<(int Connections, int Wrong)> ReadInPiecesAsync(LoadWorld world)
    {
        var run = await StartAsync(world);
        var (connections, wrong, last) = (0, 0, 0L);
        while (true)
        {
            using var request = Request(world, HttpMethod.Get, $"endpoints/{LoadWorld.Slug}/runs/{run}/events", null);
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
            using var answer = await world.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode == System.Net.HttpStatusCode.NoContent) return (connections, wrong);
            await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
            connections++;
            var read = 0;
            await foreach (var item in SseParser.Create(body).EnumerateAsync())
            {
                if (item.EventId != (++last).ToString(CultureInfo.InvariantCulture)) wrong++;
                if (++read == EventsOfAReader) break;
            }
        }
    }

    private static async Task ImportAsync(LoadWorld world)
    {
        var nodes = string.Join(',', Enumerable.Range(0, Nodes).Select(number =>
            $$$$"""{"id":"n{{{{number}}}}","type":"prompt.template","version":1,"position":{"x":{{{{number % 50 * 300}}}},"y":{{{{number / 50 * 200}}}}},"settings":{"template":"{{x}} and so on"}}"""));
        var edges = string.Join(',', Enumerable.Range(1, Nodes - 1).Select(number => $$"""{"from":"n{{number - 1}}.text","to":"n{{number}}.x"}"""));
        var times = new List<double>();
        for (var i = 0; i < Files; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await SendAsync(world, HttpMethod.Post, "flows", $$"""{"format":"flowbuilder/1","name":"Large","nodes":[{{nodes}}],"edges":[{{edges}}]}""");
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        Tell($"A file of {Nodes} nodes and {Nodes - 1} edges taken in, {Files} times: p50 {At(times, 0.5):0} ms, most {times.Max():0} ms");
    }

    private static async Task<string> StartAsync(LoadWorld world)
    {
        using var request = Request(world, HttpMethod.Post, $"endpoints/{LoadWorld.Slug}", """{"inputs":{"question":"?"}}""");
        request.Headers.TryAddWithoutValidation("Prefer", "respond-async");
        using var answer = await world.Client.SendAsync(request);
        return answer.EnsureSuccessStatusCode().Headers.Location!.ToString().Split('/')[^1];
    }

    private static async Task<HttpResponseMessage> SendAsync(LoadWorld world, HttpMethod method, string path, string? body)
    {
        using var request = Request(world, method, path, body);
        return await world.Client.SendAsync(request);
    }

    private static HttpRequestMessage Request(LoadWorld world, HttpMethod method, string path, string? body)
    {
        var request = new HttpRequestMessage(method, $"api/v1/{path}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (path.StartsWith("endpoints/", StringComparison.Ordinal)) request.Headers.Authorization = new("Bearer", world.Key);
        return request;
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));

    private static void Tell(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
