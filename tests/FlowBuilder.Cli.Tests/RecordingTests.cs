using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class RecordingTests
{
    private const string Ask = """
        question: input.text {"name":"question"}
        model: model.chat {"connection":"fake","model":"fake-model"}
        answer: output.text {"name":"answer"}
        question.text -> model.prompt
        model.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_is_recorded_beside_its_file_and_runs_again_without_connection_or_key(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw(Ask, "shop.json");
        CommandResult recorded;
        await using (var model = await FakeOpenAiServer.StartNewAsync())
        {
            model.Reply(FakeReply.Of("30", " days"));
            recorded = await CommandLine.RunAsync(["run", flow, "-i", "question=How long?", "--record"], cancellationToken, environment:
            [
                ("FLOWBUILDER_Connections__fake__Kind", "openai"),
                ("FLOWBUILDER_Connections__fake__BaseUrl", model.BaseUrl.ToString()),
                ("FLOWBUILDER_Connections__fake__ApiKey", "fbcanary-key"),
            ]);
        }

        var replayed = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "question=How long?", "--replay");
        var other = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "question=How much?", "--replay");
        var file = await File.ReadAllTextAsync(folder["shop.recording.json"], cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(recorded, Is.EqualTo(new CommandResult(0, "30 days\n", $"Recorded 2 answers in {folder["shop.recording.json"]}.\n")));
            Assert.That(replayed, Is.EqualTo(new CommandResult(0, "30 days\n", "")));
            Assert.That((other.ExitCode, other.Output), Is.EqualTo((1, "")));
            Assert.That(other.Error, Does.StartWith("model: error not-recorded:").And.Contain("How long?").And.Contain("How much?"));
            Assert.That(file, Does.Not.Contain("fbcanary"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_recorded_sample_runs_as_it_does_in_continuous_integration(CancellationToken cancellationToken)
    {
        var result = await CommandLine.RunAsync(cancellationToken, "run", Repository.Recorded("exchange-rate.json"), "--replay");

        Assert.That(result, Is.EqualTo(new CommandResult(0, "250,000 won are 155.00 euros at today's rate of 0.00062.\n", "")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_wrong_with_a_recording_is_said(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var flow = folder.Draw(Ask);
        var broken = folder.Write("""{ "recording": 1, "calls": {} }""", "broken.json");

        var missing = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "question=?", "--replay");
        var wrong = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "question=?", "--replay", broken);
        var both = await CommandLine.RunAsync(cancellationToken, "run", flow, "-i", "question=?", "--replay", "--record");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((missing.ExitCode, missing.Error), Is.EqualTo((2, $"There is no recording at {folder["flow.recording.json"]}. Make one with --record.\n")));
            Assert.That((wrong.ExitCode, wrong.Error), Is.EqualTo((2, $"{broken}: $.calls: The recording needs a list at $.calls.\n")));
            Assert.That((both.ExitCode, both.Error), Is.EqualTo((2, "Choose one of --record and --replay.\n")));
        }
    }
}
