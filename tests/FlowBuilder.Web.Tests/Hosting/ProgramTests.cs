using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowBuilder.Testing;

namespace FlowBuilder.Web.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed partial class ProgramTests
{
    private DirectoryInfo _folder = null!;

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("flowbuilder-web-");

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Data_lie_where_the_program_is_started_and_stopping_it_is_no_failure(CancellationToken cancellationToken)
    {
        var folder = _folder.CreateSubdirectory("plain");
        using var program = Start(folder, "--urls", "http://127.0.0.1:0");
        var address = await AddressAsync(program, cancellationToken);
        using var client = new HttpClient { BaseAddress = address };

        var page = await client.GetStringAsync("health/ready", cancellationToken);
        using var stop = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("ok"));
            Assert.That(program.ExitCode, Is.Zero);
            Assert.That(Directory.Exists(Path.Combine(folder.FullName, "data")), Is.True);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Settings_come_from_the_environment_and_the_command_line_wins(CancellationToken cancellationToken)
    {
        var folder = _folder.CreateSubdirectory("settings");
        using var program = Start(folder, [("FLOWBUILDER_data", "from-environment"), ("FLOWBUILDER_urls", "http://127.0.0.1:0")], "--data", "from-command-line");
        await AddressAsync(program, cancellationToken);
        program.Kill();

        Assert.That(folder.GetDirectories().Select(child => child.Name), Is.EqualTo(new[] { "from-command-line" }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_second_program_on_the_same_data_refuses_in_words(CancellationToken cancellationToken)
    {
        var folder = _folder.CreateSubdirectory("shared");
        using var first = Start(folder, "--urls", "http://127.0.0.1:0");
        await AddressAsync(first, cancellationToken);

        using var second = Start(folder, "--urls", "http://127.0.0.1:0");
        var error = await second.StandardError.ReadToEndAsync(cancellationToken);
        await second.WaitForExitAsync(cancellationToken);
        first.Kill();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.ExitCode, Is.EqualTo(1));
            Assert.That(error, Is.Not.Empty.And.Not.Contains("   at "));
        }
    }

    [TestCase("--Limits:Runs", "0", "Runs")]
    [TestCase("--Connections:Bad Name:Kind", "openai", "Connections:bad name")]
    [TestCase("--Nodes:Folder", "/none/such", "/none/such")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_setting_that_cannot_be_stops_the_start_in_words(string key, string value, string named)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        using var program = Start(_folder.CreateSubdirectory(Guid.NewGuid().ToString("N")), "--urls", "http://127.0.0.1:0", key, value);

        var error = await program.StandardError.ReadToEndAsync(cancellationToken);
        await program.WaitForExitAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.ExitCode, Is.EqualTo(1));
            Assert.That(error, Does.Contain(named).And.Not.Contains("   at "));
        }
    }

    // A start of the SDK, on a machine that may be busy.
    [Test, CancelAfter(300_000)]
    public async Task A_published_program_has_its_pages_and_settings_wherever_it_is_started(CancellationToken cancellationToken)
    {
        var published = _folder.CreateSubdirectory("published").FullName;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await DotnetCommand.RunAsync(
            Repository.At("src", "FlowBuilder.Web"), ["publish", "--no-build", "-c", configuration, "-o", published, "-nodeReuse:false"], cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(published, "appsettings.json"), """{ "data": "named-by-a-file" }""", cancellationToken);
        var folder = _folder.CreateSubdirectory("elsewhere");

        using var program = Start(Path.Combine(published, "FlowBuilder.Web.dll"), folder, [], "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await AddressAsync(program, cancellationToken) };
        var page = await client.GetStringAsync("", cancellationToken);
        var files = StyleOrScript().Matches(page).Select(match => match.Groups[1].Value).ToList();
        var contents = new List<string>();
        foreach (var file in files) contents.Add(await client.GetStringAsync(file, cancellationToken));
        program.Kill();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(files, Has.Some.EndsWith(".css").And.Some.EndsWith(".js"));
            Assert.That(contents, Has.All.Not.Empty);
            Assert.That(folder.GetDirectories().Select(child => child.Name), Is.EqualTo(new[] { "named-by-a-file" }));
        }
    }

    private static Process Start(DirectoryInfo folder, params string[] arguments) => Start(folder, [], arguments);

    private static Process Start(DirectoryInfo folder, (string Name, string Value)[] environment, params string[] arguments) =>
        Start(Path.Combine(AppContext.BaseDirectory, "FlowBuilder.Web.dll"), folder, environment, arguments);

    private static Process Start(string path, DirectoryInfo folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(path);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["LANG"] = "en_US.UTF-8";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // What it says it listens on, which is the only way to learn a port that it chose itself.
    private static async Task<Uri> AddressAsync(Process program, CancellationToken cancellationToken)
    {
        while (await program.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match) return new Uri(match.Groups[1].Value);
        }

        throw new InvalidOperationException(await program.StandardError.ReadToEndAsync(cancellationToken));
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+\\.(?:css|js))\"")]
    private static partial Regex StyleOrScript();

    [GeneratedRegex("Now listening on: (http\\S+)")]
    private static partial Regex Listening();
}
