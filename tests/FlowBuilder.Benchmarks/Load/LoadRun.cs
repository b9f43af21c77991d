using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>Streams many runs at once through the whole program, over HTTP, and tells what that took.</summary>
internal static class LoadRun
{
    private const int Warm = 50;

    // Callers that came in the same moment would measure their own crowd.
    private static readonly TimeSpan RampUp = TimeSpan.FromSeconds(5);

    /// <summary>Does what the options say, and prints it.</summary>
    /// <returns>0 where nothing was lost.</returns>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var world = await LoadWorld.StartAsync(options);
        await AtOnceAsync(world, Warm, TimeSpan.FromSeconds(1));
        var isWhole = true;
        for (var round = 1; round <= options.Rounds; round++) isWhole &= await RoundAsync(world, options, round);
        return await OverloadAsync(world, options) && isWhole ? 0 : 1;
    }

    private static async Task<bool> RoundAsync(LoadWorld world, LoadOptions options, int round)
    {
        var (processor, own, paused) = (world.Server.ProcessorSeconds, OwnProcessorSeconds, GC.GetTotalPauseDuration());
        var start = Stopwatch.GetTimestamp();
        var answers = await AtOnceAsync(world, options.Runs, RampUp);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Tell($"Round {round}: {options.Runs} runs of {options.Tokens} tokens at {options.TokensPerSecond} a second, together {seconds:0.0} s");
        Tell($"  processor: {(world.Server.ProcessorSeconds - processor) / seconds:0.00} cores, callers and model {(OwnProcessorSeconds - own) / seconds:0.00}; most memory in use: {await world.Server.PeakMemoryAsync() / 1048576.0:0} MB");
        var isWhole = TellOf(answers, options);
        var bySecond = answers.SelectMany(answer => answer.Delays).ToLookup(delay => (int)Stopwatch.GetElapsedTime(start, delay.At).TotalSeconds, delay => delay.Ms);
        Tell($"  its p50/p99 in each second: {string.Join(' ', bySecond.OrderBy(second => second.Key).Select(second => Middle([.. second])))} ms; callers and model paused for {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:0} ms");
        return isWhole;
    }

    private static double OwnProcessorSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static async Task<StreamedAnswer[]> AtOnceAsync(LoadWorld world, int runs, TimeSpan rampUp)
    {
        var calls = new List<Task<StreamedAnswer>>(runs);
        for (var i = 0; i < runs; i++)
        {
            calls.Add(world.Caller.CallAsync(CancellationToken.None));
            if (i % 10 == 9) await Task.Delay(rampUp * 10 / runs);
        }

        return await Task.WhenAll(calls);
    }

    private static bool TellOf(IReadOnlyCollection<StreamedAnswer> answers, LoadOptions options)
    {
        var lost = answers.Count(answer => answer.Status != 200 || !answer.IsComplete || answer.Tokens != options.Tokens);
        var disordered = answers.Count(answer => !answer.IsOrdered);
        Tell($"  lost or incomplete: {lost}; out of order: {disordered}; failures: {string.Join("; ", answers.Select(answer => answer.Failure ?? (answer.Status == 200 ? null : $"{answer.Status}")).OfType<string>().Distinct().Take(3))}");
        Tell($"  added by the program to each token: {Spread([.. answers.SelectMany(answer => answer.Delays).Select(delay => delay.Ms)])}");
        Tell($"  from the call to the first token: {Spread([.. answers.Select(answer => answer.FirstTokenMs).OfType<double>()])}");
        return lost == 0 && disordered == 0;
    }

    // Ten times as many calls as places: each is answered, and most are told to come back later.
    private static async Task<bool> OverloadAsync(LoadWorld world, LoadOptions options)
    {
        if (options.OverloadSeconds == 0) return true;
        var normal = Spread([.. (await AtOnceAsync(world, Warm, TimeSpan.FromSeconds(1))).Select(answer => answer.FirstTokenMs ?? double.NaN)]);
        var answers = new ConcurrentBag<StreamedAnswer>();
        var calls = new List<Task>();
        var perSecond = 10.0 * options.Runs * options.TokensPerSecond / options.Tokens;
        var clock = Stopwatch.StartNew();
        var late = TimeSpan.Zero;
        for (var i = 0; clock.Elapsed.TotalSeconds < options.OverloadSeconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            else late = clock.Elapsed - due;
            calls.Add(CallAsync());
        }

        var after = Stopwatch.StartNew();
        await Task.WhenAll(calls);
        Tell($"{answers.Count} calls in {options.OverloadSeconds} s ({perSecond:0} a second were meant; the last was {late.TotalSeconds:0.0} s late)");
        foreach (var group in answers.GroupBy(answer => answer.Failure ?? $"{answer.Status}").OrderBy(group => group.Key, StringComparer.Ordinal)) Tell($"  {group.Key}: {group.Count()}");
        Tell($"  told when to come back: {answers.Count(answer => answer.Status is 429 or 503 && answer.HasRetryAfter)}; most memory in use: {await world.Server.PeakMemoryAsync() / 1048576.0:0} MB");
        var isWhole = TellOf([.. answers.Where(answer => answer.Status is not (429 or 503))], options);
        Tell($"  first token before it: {normal}");
        Tell($"  first token {after.Elapsed.TotalSeconds:0} s after it: {Spread([.. (await AtOnceAsync(world, Warm, TimeSpan.FromSeconds(1))).Select(answer => answer.FirstTokenMs ?? double.NaN)])}");
        return isWhole;

        async Task CallAsync() => answers.Add(await world.Caller.CallAsync(CancellationToken.None));
    }

    private static string Middle(List<double> values)
    {
        values.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{values[values.Count / 2]:0}/{values[(int)(values.Count * 0.99)]:0}");
    }

    private static string Spread(List<double> values)
    {
        if (values.Count == 0) return "nothing came";
        values.Sort();
        double At(double share) => values[Math.Min(values.Count - 1, (int)(values.Count * share))];
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms, most {values[^1]:0.0} ms");
    }

    private static void Tell(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
