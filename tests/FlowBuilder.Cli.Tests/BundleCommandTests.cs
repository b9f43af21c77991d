using System.IO.Compression;
using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class BundleCommandTests
{
    private const string Echo = """
        question: input.text {"name":"question"}
        answer: output.text {"name":"answer"}
        question.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_bundle_takes_what_a_flow_runs_with_it_and_gives_the_same_files_elsewhere(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var main = folder.Draw(Calling("middle"), "main.json");
        var middle = folder.Draw(Calling("inner"), "middle.json");
        var inner = folder.Draw(Echo, "inner.json");
        folder.Draw(Echo, "unrelated.json");

        var packed = await CommandLine.RunAsync(cancellationToken, "bundle", main, "-o", folder["main.flow.zip"]);
        var again = await CommandLine.RunAsync(cancellationToken, "bundle", main, middle, "-o", folder["again.flow.zip"]);
        var unpacked = await CommandLine.RunAsync(cancellationToken, "import", folder["main.flow.zip"], "-o", folder["elsewhere/flows"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(packed, Has.Property(nameof(CommandResult.ExitCode)).Zero.And.Property(nameof(CommandResult.Error)).Empty);
            Assert.That(packed.Output, Does.Contain("with 3 flows"));
            Assert.That(await ReadAsync("again.flow.zip"), Is.EqualTo(await ReadAsync("main.flow.zip")));
            Assert.That(unpacked.ExitCode, Is.Zero, unpacked.Error);
            Assert.That(Directory.GetFiles(folder["elsewhere/flows"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "main.json", "middle.json", "inner.json" }));
            foreach (var file in new[] { main, middle, inner })
                Assert.That(await ReadAsync(Path.Combine("elsewhere/flows", Path.GetFileName(file))), Is.EqualTo(await ReadAsync(file)));
        }

        Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(folder[name], cancellationToken);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Importing_writes_nothing_over_what_differs_and_the_same_again(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        await CommandLine.RunAsync(cancellationToken, "bundle", folder.Draw(Calling("inner"), "main.json"), folder.Draw(Echo, "inner.json"), "-o", folder["main.flow.zip"]);
        Directory.CreateDirectory(folder["out"]);
        folder.Write("mine", "out/inner.json");

        var refused = await CommandLine.RunAsync(cancellationToken, "import", folder["main.flow.zip"], "-o", folder["out"]);
        var left = Directory.GetFiles(folder["out"]).Select(Path.GetFileName).ToList();
        File.Delete(folder["out/inner.json"]);
        var first = await CommandLine.RunAsync(cancellationToken, "import", folder["main.flow.zip"], "-o", folder["out"]);
        var second = await CommandLine.RunAsync(cancellationToken, "import", folder["main.flow.zip"], "-o", folder["out"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.ExitCode, Is.EqualTo(2));
            Assert.That(refused.Error, Does.Contain("inner.json is there already"));
            Assert.That(left, Is.EqualTo(new[] { "inner.json" }));
            Assert.That(new[] { first.ExitCode, second.ExitCode }, Has.All.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Ids_that_can_be_no_files_names_get_others_and_flows_still_run_one_another(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var main = await File.ReadAllBytesAsync(folder.Draw(Calling("../../evil"), "main.json"), cancellationToken);
        var inner = await File.ReadAllBytesAsync(folder.Draw(Echo, "inner.json"), cancellationToken);
        await using (var zip = await ZipFile.OpenAsync(folder["x.flow.zip"], ZipArchiveMode.Create, cancellationToken))
        {
            Add(zip, "manifest.json", System.Text.Encoding.UTF8.GetBytes($$"""
                {"format":"flowbuilder-bundle/1","flows":[
                  {"id":"Main","name":"","file":"flows/1.json","sha256":"{{Hash(main)}}"},
                  {"id":"../../evil","name":"","file":"flows/2.json","sha256":"{{Hash(inner)}}"},
                  {"id":"main","name":"","file":"flows/2.json","sha256":"{{Hash(inner)}}"}]}
                """));
            Add(zip, "flows/1.json", main);
            Add(zip, "flows/2.json", inner);
        }

        var result = await CommandLine.RunAsync(cancellationToken, "import", folder["x.flow.zip"], "-o", folder["deep/er/out"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(Directory.GetFiles(folder["deep"], "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EquivalentTo(new[] { "Main.json", "flow-1.json", "flow-2.json" }));
            Assert.That(await File.ReadAllTextAsync(folder["deep/er/out/Main.json"], cancellationToken), Does.Match("\"flow\": \"flow-[12]\"").And.Not.Contain("evil"));
            Assert.That(File.Exists(folder["evil.json"]), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_missing_is_named_and_what_cannot_be_taken_stops_it(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        Directory.CreateDirectory(folder["other"]);
        var main = folder.Draw(Calling("gone"), "main.json");
        var bad = folder.Write("{", "bad.json");

        var without = await CommandLine.RunAsync(cancellationToken, "bundle", main, "-o", folder["a.flow.zip"]);
        var twice = await CommandLine.RunAsync(cancellationToken, "bundle", main, folder.Draw(Echo, "other/main.json"), "-o", folder["b.flow.zip"]);
        var broken = await CommandLine.RunAsync(cancellationToken, "bundle", main, bad, "-o", folder["c.flow.zip"]);
        var noBundle = await CommandLine.RunAsync(cancellationToken, "import", folder.Write("PK\u0003\u0004 no zip", "no.flow.zip"), "-o", folder["out"]);
        var korean = await CommandLine.RunAsync(["bundle", main, "-o", folder["d.flow.zip"]], cancellationToken, environment: ("LANG", "ko_KR.UTF-8"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(without.ExitCode, Is.Zero);
            Assert.That(without.Error, Does.Contain("runs the flow \"gone\", which is not there (gone.json)"));
            Assert.That(twice.ExitCode, Is.EqualTo(2));
            Assert.That(twice.Error, Does.Contain("have one name"));
            Assert.That(broken.ExitCode, Is.EqualTo(2));
            Assert.That(noBundle.ExitCode, Is.EqualTo(2));
            Assert.That(noBundle.Error, Does.Contain("bundle.not-a-zip"));
            Assert.That(Directory.GetFiles(folder[""], "*.flow.zip").Select(Path.GetFileName), Is.EquivalentTo(new[] { "a.flow.zip", "d.flow.zip", "no.flow.zip" }));
            Assert.That(korean.Error + korean.Output, Does.Contain("묶음에서 뺐습니다").And.Contain("1개를 묶었습니다"));
        }
    }

    private static string Calling(string id) => $$$"""
        question: input.text {"name":"question"}
        call: flow.call {"flow":"{{{id}}}","interface":{"inputs":[{"name":"question","type":"text","required":true}],"outputs":[{"name":"answer","type":"text"}]}}
        answer: output.text {"name":"answer"}
        question.text -> call.question
        call.answer -> answer.value
        """;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(bytes);
    }
}
