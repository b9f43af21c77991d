using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Sharing;

[Parallelizable(ParallelScope.All)]
public sealed class SampleTests : OneProgram
{
    private static IEnumerable<string> Samples() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples", "flows"), "*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file));

    [TestCaseSource(nameof(Samples)), CancelAfter(TestTimeouts.Default)]
    public async Task Exporting_deleting_and_importing_a_sample_gives_the_same_bytes_and_the_same_results(string sample, CancellationToken cancellationToken)
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, sample), cancellationToken);

        var first = await StoreAndRunAsync(file, cancellationToken);
        var second = await StoreAndRunAsync(first.Exported, cancellationToken);

        Assert.That(first.Exported, Is.EqualTo(file));
        Assert.That(second.Exported, Is.EqualTo(file));
        Assert.That(first.Outputs.EnumerateObject(), Is.Not.Empty);
        Assert.That(JsonElement.DeepEquals(second.Outputs, first.Outputs), $"{first.Outputs}\n{second.Outputs}");
    }

    private async Task<(byte[] Exported, JsonElement Outputs)> StoreAndRunAsync(byte[] file, CancellationToken cancellationToken)
    {
        using var stored = await Client.PostBytesAsync("api/v1/flows", file, cancellationToken);
        var address = stored.Headers.Location!.OriginalString.TrimStart('/');
        using var run = await Client.PostTextAsync($"{address}/runs", JsonSerializer.Serialize(new { inputs = Inputs(file) }), cancellationToken);
        var answer = await run.JsonAsync(cancellationToken);
        if ((int)run.StatusCode == 202) answer = await ApproveAsync(answer.GetProperty("runId").GetString()!, cancellationToken);
        else Assert.That((int)run.StatusCode, Is.EqualTo(200), answer.GetRawText());
        var exported = await Client.GetByteArrayAsync(address, cancellationToken);
        using var deleted = await Client.DeleteAsync(address, cancellationToken);
        Assert.That((int)deleted.StatusCode, Is.EqualTo(204));
        return (exported, answer.GetProperty("outputs"));
    }

    // A sample that waits for a person goes on with their consent.
    private async Task<JsonElement> ApproveAsync(string runId, CancellationToken cancellationToken)
    {
        using var waiting = await Client.GetAsync($"api/v1/runs/{runId}", cancellationToken);
        var asked = await waiting.JsonAsync(cancellationToken);
        var decision = JsonSerializer.Serialize(new { nodeId = asked.GetProperty("nodeId").GetString(), decision = "approve" });
        using var resumed = await Client.PostTextAsync($"api/v1/runs/{runId}/resume", decision, cancellationToken);
        Assert.That((int)resumed.StatusCode, Is.EqualTo(202), asked.GetRawText());
        await Client.GetStringAsync($"api/v1/runs/{runId}/events", cancellationToken);
        using var ended = await Client.GetAsync($"api/v1/runs/{runId}", cancellationToken);
        var answer = await ended.JsonAsync(cancellationToken);
        Assert.That(answer.GetProperty("status").GetString(), Is.EqualTo("completed"), answer.GetRawText());
        return answer;
    }

    // Samples bring values for all that they ask, except what a person says in a chat.
    private static Dictionary<string, string> Inputs(byte[] file) => JsonElement.Parse(file).GetProperty("nodes").EnumerateArray()
        .Where(node => node.GetProperty("type").GetString() == "input.chat")
        .ToDictionary(_ => "message", _ => "How long is the warranty?");
}
