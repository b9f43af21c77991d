using System.Runtime.CompilerServices;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes.Tests.Tools;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;

namespace FlowBuilder.Nodes.Tests.Recordings;

/// <summary>The sample of a recorded flow: recorded from a scripted model, kept beside its flow, run with nothing else.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class RecordedSampleTests
{
    // Set to write the recording anew, as for other files that are made by a test.
    private const string Update = "FLOWBUILDER_UPDATE_SNAPSHOTS";

    private static readonly string Folder = FolderOf();

    [Test]
    public async Task The_recording_beside_the_sample_is_what_recording_it_gives()
    {
        var file = Path.Combine(Folder, "exchange-rate.recording.json");
        var recorded = await RecordAsync();
        if (Environment.GetEnvironmentVariable(Update) == "1") await File.WriteAllTextAsync(file, recorded);

        Assert.That(recorded, Is.EqualTo(await File.ReadAllTextAsync(file)), $"Run the tests with {Update}=1 to write it anew.");
    }

    [Test]
    public async Task The_sample_runs_with_its_recording_where_there_is_no_connection()
    {
        await using var empty = RecordingWorld.Empty();

        var run = RunSnapshot.Of(await empty.ReplayAsync(Sample(), await File.ReadAllTextAsync(Path.Combine(Folder, "exchange-rate.recording.json"))));

        Assert.That(run.Fault?.Text.English, Is.Null);
        Assert.That(run.Outputs.Values.Single().GetString(), Does.Contain("155.00 euros"));
        Assert.That(run.StepsOf("agent").Select(step => step.Key), Does.Contain("agent/exchange_rate[1]").And.Contain("agent/calculate[1]"));
    }

    private static async Task<string> RecordAsync()
    {
        await using var world = await RecordingWorld.StartAsync(outbound: new RecordingOutbound("""{"amount":1.0,"base":"KRW","rates":{"EUR":0.00062}}"""), name: "openai");
        world.Server.Reply(
            FakeReply.Of().ToolCall("call_1", "exchange_rate", """{"from":"KRW","to":"EUR"}""").Usage(182, 24),
            FakeReply.Of().ToolCall("call_2", "calculate", """{"expression":"250000 * 0.00062"}""").Usage(231, 21),
            FakeReply.Of("250,000 won", " are ", "155.00 euros", " at today's rate", " of 0.00062.").Usage(268, 19));
        return (await world.RecordAsync(Sample())).File;
    }

    private static Flow Sample() =>
        new FlowFormat(NodeCatalogue.FromAssemblies(typeof(NodesRegistration).Assembly, typeof(KnowledgeServices).Assembly)).Read(File.ReadAllBytes(Path.Combine(Folder, "exchange-rate.json"))).Flow!;

    private static string FolderOf([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../samples/recorded"));
}
