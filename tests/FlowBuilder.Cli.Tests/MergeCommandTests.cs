using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class MergeCommandTests
{
    private static readonly string Sample = File.ReadAllText(Repository.Sample("prompt-chain.json"));
    private static readonly string Fewer = Sample.Replace("List the four most important points", "List the three most important points", StringComparison.Ordinal);
    private static readonly string More = Sample.Replace("List the four most important points", "List the ten most important points", StringComparison.Ordinal);
    private static readonly string Plainer = Sample.Replace("Use short sentences and plain words.", "Use short sentences and simple words.", StringComparison.Ordinal);

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Two_branches_that_edit_different_nodes_merge_in_git_without_a_conflict(CancellationToken cancellationToken)
    {
        using var repository = await GitRepository.MakeAsync(cancellationToken);
        await repository.WriteAsync(Sample, cancellationToken);
        await repository.GitAsync(cancellationToken, "checkout", "-q", "-b", "plainer");
        await repository.WriteAsync(Plainer, cancellationToken);
        await repository.GitAsync(cancellationToken, "checkout", "-q", "main");
        await repository.WriteAsync(Fewer, cancellationToken);

        var merge = await repository.GitAsync(cancellationToken, "merge", "plainer", "-m", "Both");

        Assert.That(merge.ExitCode, Is.Zero, merge.Output + merge.Error);
        Assert.That(
            await File.ReadAllTextAsync(repository["flows/answer.json"], cancellationToken),
            Is.EqualTo(Fewer.Replace("Use short sentences and plain words.", "Use short sentences and simple words.", StringComparison.Ordinal)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task One_setting_edited_in_two_ways_gives_a_conflict_in_git_that_can_be_read(CancellationToken cancellationToken)
    {
        using var repository = await GitRepository.MakeAsync(cancellationToken);
        await repository.WriteAsync(Sample, cancellationToken);
        await repository.GitAsync(cancellationToken, "checkout", "-q", "-b", "more");
        await repository.WriteAsync(More, cancellationToken);
        await repository.GitAsync(cancellationToken, "checkout", "-q", "main");
        await repository.WriteAsync(Fewer, cancellationToken);

        var merge = await repository.GitAsync(cancellationToken, "merge", "more", "-m", "Both");
        var said = merge.Output + merge.Error;
        var file = await File.ReadAllTextAsync(repository["flows/answer.json"], cancellationToken);

        Assert.That(merge.ExitCode, Is.Not.Zero);
        Assert.That(said, Does.Contain("flows/answer.json: 1 conflict to decide"));
        Assert.That(said, Does.Contain("Both sides changed Template of “Ask for an outline”, each in its own way."));
        Assert.That(said, Does.Contain("List the [-four-]{+three+} most important").And.Contain("List the [-four-]{+ten+} most important"));
        Assert.That(file.Split('\n').Count(line => line.StartsWith("<<<<<<<", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(file, Does.Contain("three most important").And.Contain("ten most important"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Git_shows_a_change_by_node_and_word_and_logs_it_line_by_line(CancellationToken cancellationToken)
    {
        using var repository = await GitRepository.MakeAsync(cancellationToken);
        await repository.WriteAsync(Sample, cancellationToken);
        await repository.WriteAsync(Fewer, cancellationToken);

        var diff = await repository.GitAsync(cancellationToken, "diff", "HEAD~1");
        var log = await repository.GitAsync(cancellationToken, "log", "-p", "-1");

        Assert.That(diff.Output, Does.Contain("node Ask for an outline (outline-prompt)").And.Contain("[-four-]{+three+}"));
        Assert.That(log.Output, Does.Contain("-      List the four most important").And.Contain("+      List the three most important"));
    }

    [TestCase("ours", "three")]
    [TestCase("theirs", "ten")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_favoured_side_decides_the_conflicts(string side, string word, CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var files = new[] { folder.Write(Sample, "base.json"), folder.Write(Fewer, "ours.json"), folder.Write(More, "theirs.json") };

        var result = await CommandLine.RunAsync(cancellationToken, ["merge", .. files, "--favor", side]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Is.EqualTo(Sample.Replace("the four most", $"the {word} most", StringComparison.Ordinal)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_file_that_is_no_flow_is_refused_and_nothing_is_written(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var (good, bad) = (folder.Write(Sample, "good.json"), folder.Write("{", "bad.json"));

        var result = await CommandLine.RunAsync(cancellationToken, "merge", good, good, bad, "-o", folder["out.json"]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("file.not-json"));
        Assert.That(File.Exists(folder["out.json"]), Is.False);
    }
}
