using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fuzzing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Damaged flow files and requests, sent to the running program. A seed makes the same mutant each time; what finds something
/// is written to the folder <c>mutants</c> of the test run, to be kept among <c>Hazards/Mutants</c>.</summary>
[NonParallelizable]
public sealed class FuzzTests
{
    private const int InTheSuite = 2_500;
    private const int Million = 1_000_000;

    private TestProgram _program = null!;
    private HttpClient _client = null!;
    private IReadOnlyList<string> _flows = null!;
    private IReadOnlyList<FuzzedRequest> _requests = null!;
    private string _flow = null!;
    private string _key = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        _client = _program.Client();
        _flows = [.. Directory.EnumerateFiles(Repository.At("samples", "flows"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        _flow = await _program.PublishAsync(_client, Drawings.Echo, "echo", CancellationToken.None);
        _key = await _client.MakeKeyAsync(CancellationToken.None);
        _requests = FuzzedRequest.All(_flow, _key);

        // What is sent to it is to be answered from the first mutant on.
        using var made = await SendAsync(HttpMethod.Post, "api/v1/knowledge", """{"id":"fuzz","name":"Fuzz"}"""u8.ToArray(), CancellationToken.None);
        made.EnsureSuccessStatusCode();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("BAD-13")]
    public Task Damaged_flow_files_are_refused_or_kept_as_they_are(CancellationToken cancellationToken) =>
        FuzzAsync(SendFlowAsync, 0, InTheSuite, cancellationToken);

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("BAD-13")]
    public Task Damaged_requests_are_answered_and_never_by_a_failure_of_the_program(CancellationToken cancellationToken) =>
        FuzzAsync(SendRequestAsync, 0, InTheSuite, cancellationToken);

    // Half an hour or more: dotnet test tests/FlowBuilder.Web.Tests --filter "Name~A_million_mutants" -- NUnit.Explicit=true
    [TestCase("flow files", Explicit = true, Reason = "takes half an hour")]
    [TestCase("requests", Explicit = true, Reason = "takes ten minutes")]
    [Hazard("BAD-13")]
    [CancelAfter(4 * 60 * 60 * 1000)]
    public Task A_million_mutants_are_answered_and_never_by_a_failure_of_the_program(string half, CancellationToken cancellationToken) =>
        FuzzAsync(half == "requests" ? SendRequestAsync : SendFlowAsync, InTheSuite, Million / 2, cancellationToken);

    [TestCaseSource(nameof(Kept)), CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-13")]
    public async Task A_mutant_that_once_was_answered_by_a_failure_is_not_any_more(string file, CancellationToken cancellationToken)
    {
        var mutant = Mutant.Read(Path.Combine(KeptFolder, file));

        using var answer = await SendAsync(mutant.Method, mutant.Path.Replace("FLOW", _flow, StringComparison.Ordinal), mutant.Body, cancellationToken, mutant.HasKey ? _key : null);

        Assert.That((int)answer.StatusCode, Is.InRange(200, 499), await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private static IEnumerable<string> Kept() => Directory.EnumerateFiles(KeptFolder, "*.http").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static string KeptFolder => Repository.At("tests", "FlowBuilder.Web.Tests", "Hazards", "Mutants");

    private static async Task FuzzAsync(Func<int, CancellationToken, Task<string?>> send, int first, int count, CancellationToken cancellationToken)
    {
        var found = new ConcurrentQueue<string>();
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (seed, stopping) =>
        {
            if (found.Count < 50 && await send(seed, stopping) is { } problem) found.Enqueue($"seed {seed}: {problem}");
        });
        await TestContext.Out.WriteLineAsync($"{count} mutants in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {found.Count} found something.");
        Assert.That(found, Is.Empty);
    }

    // Null where all is well: refused with reasons, or taken, given back alike and removed.
    private async Task<string?> SendFlowAsync(int seed, CancellationToken cancellationToken)
    {
        var mutator = new Mutator(seed);
        var file = mutator.Mutate(_flows[seed % _flows.Count]);
        if (seed % 3 == 0 && _program.Services.GetRequiredService<FlowFormat>().Read(file).Flow is not null) file = mutator.Mutate(Encoding.UTF8.GetString(file));

        using var validated = await SendAsync(HttpMethod.Post, "api/v1/flows/validate", file, cancellationToken);
        if ((int)validated.StatusCode >= 500) return await ToldAsync("validate", validated, cancellationToken);
        using var created = await SendAsync(HttpMethod.Post, "api/v1/flows", file, cancellationToken);
        if ((int)created.StatusCode >= 500) return await ToldAsync("create", created, cancellationToken);
        if (!created.IsSuccessStatusCode) return (int)created.StatusCode == 422 ? null : await ToldAsync("create", created, cancellationToken);

        var path = created.Headers.Location!.ToString();
        var kept = await _client.GetByteArrayAsync(path, cancellationToken);
        using var saved = await _client.PutBytesAsync(path, kept, "*", cancellationToken);
        if ((int)saved.StatusCode != 200) return await ToldAsync("save", saved, cancellationToken);
        var again = await _client.GetByteArrayAsync(path, cancellationToken);
        if (!kept.AsSpan().SequenceEqual(again)) return "it is written otherwise than it was read";
        using var estimated = await SendAsync(HttpMethod.Post, $"{path}/estimate", "{}"u8.ToArray(), cancellationToken);
        if ((int)estimated.StatusCode >= 500) return await ToldAsync("estimate", estimated, cancellationToken);
        using var deleted = await _client.DeleteAsync(path, cancellationToken);
        return deleted.IsSuccessStatusCode ? null : await ToldAsync("delete", deleted, cancellationToken);
    }

    private async Task<string?> SendRequestAsync(int seed, CancellationToken cancellationToken)
    {
        var request = _requests[seed % _requests.Count];
        var mutant = new Mutant(request.Method, request.PathFor(seed), request.Key is not null, new Mutator(seed).Mutate(request.Body));
        using var answer = await SendAsync(mutant.Method, mutant.Path, mutant.Body, cancellationToken, request.Key);
        if ((int)answer.StatusCode < 500) return null;
        mutant.Write(Path.Combine(TestContext.CurrentContext.WorkDirectory, "mutants", $"{seed}.http"));
        return await ToldAsync($"{mutant.Method} {mutant.Path}", answer, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[] body, CancellationToken cancellationToken, string? key = null)
    {
        var message = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("If-Match", "*");
        if (key is not null) message.Headers.TryAddWithoutValidation("x-api-key", key);
        return _client.SendAsync(message, cancellationToken);
    }

    private static async Task<string> ToldAsync(string step, HttpResponseMessage answer, CancellationToken cancellationToken) =>
        $"{step} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}";
}
