using System.Diagnostics;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests.Support;

/// <summary>A git repository of a test's own, in which this program compares and merges flows as the documentation says.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly FlowFolder _folder = new();

    private GitRepository()
    {
    }

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Makes one; the test is skipped where there is no git.</summary>
    public static async Task<GitRepository> MakeAsync(CancellationToken cancellationToken)
    {
        var repository = new GitRepository();
        try
        {
            await repository.GitAsync(cancellationToken, "init", "-b", "main");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            repository.Dispose();
            Assert.Ignore("git is not installed here.");
        }

        var program = $"dotnet \"{Path.Combine(AppContext.BaseDirectory, "flowbuilder.dll")}\"";
        await repository.GitAsync(cancellationToken, "config", "user.name", "Test");
        await repository.GitAsync(cancellationToken, "config", "user.email", "test@example.org");
        await repository.GitAsync(cancellationToken, "config", "merge.flowbuilder.name", "FlowBuilder");
        await repository.GitAsync(cancellationToken, "config", "merge.flowbuilder.driver", $"{program} merge %O %A %B -o %A --name %P");
        await repository.GitAsync(cancellationToken, "config", "diff.flowbuilder.command", $"{program} git-diff");
        await repository.GitAsync(cancellationToken, "config", "diff.flowbuilder.textconv", $"{program} textconv");
        repository._folder.Write("flows/*.json merge=flowbuilder diff=flowbuilder\n", ".gitattributes");
        Directory.CreateDirectory(repository["flows"]);
        return repository;
    }

    /// <summary>Writes the flow and commits it, on the branch that is there.</summary>
    public async Task WriteAsync(string flow, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(this["flows/answer.json"], flow, cancellationToken);
        await GitAsync(cancellationToken, "add", "-A");
        await GitAsync(cancellationToken, "commit", "-q", "-m", "A change");
    }

    /// <summary>Runs git; its exit code, output and errors.</summary>
    public async Task<CommandResult> GitAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = _folder[""],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        // Nothing of whose machine this is.
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["LANG"] = "en_US.UTF-8";
        foreach (var name in new[] { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE" }) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var (exitCode, output, error) = await process.EndedAsync(cancellationToken);
        return new CommandResult(exitCode, output, error);
    }

    public void Dispose()
    {
        // Git writes its objects read-only, which keeps some systems from deleting them.
        foreach (var file in Directory.EnumerateFiles(_folder[""], "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        _folder.Dispose();
    }
}
