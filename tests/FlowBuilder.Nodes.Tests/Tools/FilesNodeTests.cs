using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Files;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FilesNodeTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flow-files-");

    public void Dispose() => _data.Delete(recursive: true);

    [Test]
    public async Task A_file_is_written_appended_read_listed_and_deleted()
    {
        await RunAsync(new { action = "write", path = "reports/{{name}}.txt" }, new() { ["name"] = "2026", ["text"] = "하나\n" });
        await RunAsync(new { action = "append", path = "reports/2026.txt" }, new() { ["text"] = "two" });

        var read = await RunAsync(new { action = "read", path = "reports/2026.txt" });
        var list = await RunAsync(new { action = "list" });
        await RunAsync(new { action = "delete", path = "reports/2026.txt" });
        var empty = await RunAsync(new { action = "list" });

        Assert.Multiple(() =>
        {
            Assert.That(read.Text("text"), Is.EqualTo("하나\ntwo"));
            Assert.That(list.Json("json")[0].GetProperty("path").GetString(), Is.EqualTo("reports/2026.txt"));
            Assert.That(list.Json("json")[0].GetProperty("bytes").GetInt32(), Is.EqualTo(10));
            Assert.That(empty.Json("json").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    [Hazard("SEC-51")]
    public async Task One_flow_does_not_see_the_files_of_another()
    {
        await RunAsync(new { action = "write", path = "a.txt" }, new() { ["text"] = "mine" }, "one");

        Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(new { action = "read", path = "a.txt" }, flow: "two"))!.Code, Is.EqualTo("files.missing"));
        Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(new { action = "read", path = "../one/a.txt" }, flow: "two"))!.Code, Is.EqualTo("files.bad-path"));
    }

    [TestCase("../x")]
    [TestCase("a/../../x")]
    [TestCase("/etc/passwd")]
    [TestCase("..")]
    [TestCase(".")]
    [TestCase("a//b")]
    [TestCase("a/")]
    [TestCase("..\\x")]
    [TestCase("C:x")]
    [TestCase("a\0b")]
    [TestCase("a\nb")]
    [TestCase("a.")]
    [TestCase("1/2/3/4/5/6/7/8/9")]
    [Hazard("SEC-51")]
    public void A_path_that_leads_out_or_is_none_is_refused(string path)
    {
        foreach (var action in new[] { "read", "write", "delete" })
            Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(new { action, path = "{{p}}" }, new() { ["p"] = path }))!.Code, Is.EqualTo("files.bad-path"), $"{action} {path}");
        Assert.That(_data.EnumerateFileSystemInfos("*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [Hazard("SEC-51")]
    public async Task No_link_is_followed()
    {
        await RunAsync(new { action = "write", path = "own/a.txt" }, new() { ["text"] = "x" });
        var outside = Path.Combine(_data.FullName, "secret.txt");
        await File.WriteAllTextAsync(outside, "fbcanary");
        File.CreateSymbolicLink(Path.Combine(_data.FullName, "flow", "link.txt"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_data.FullName, "flow", "folder"), _data.FullName);

        foreach (var path in new[] { "link.txt", "folder/secret.txt" })
        {
            foreach (var action in new[] { "read", "write", "append", "delete" })
                Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(new { action, path }, new() { ["text"] = "gone" }))!.Code, Is.EqualTo("files.bad-path"), $"{action} {path}");
        }

        Assert.That(await File.ReadAllTextAsync(outside), Is.EqualTo("fbcanary"));
        Assert.That((await RunAsync(new { action = "list" })).Text("text"), Does.Not.Contain("secret"));
    }

    [Test]
    public void A_file_has_a_largest_size()
    {
        var text = new string('x', 11 * 1024 * 1024);

        Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(new { action = "write", path = "big.txt" }, new() { ["text"] = text }))!.Code, Is.EqualTo("files.too-large"));
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await RunAsync(new { action = "write", path = "a.bin" }, new() { ["text"] = "x" });
        await File.WriteAllBytesAsync(Path.Combine(_data.FullName, "flow", "a.bin"), [0xFF, 0xFE, 0x00]);

        Assert.That(Assert.ThrowsAsync<NodeException>(() => RunAsync(new { action = "read", path = "a.bin" }))!.Code, Is.EqualTo("files.not-text"));
    }

    [Test]
    public async Task A_model_reads_and_writes_only_where_it_may()
    {
        var reading = await ToolsAsync(new { });
        var writing = await ToolsAsync(new { mayWrite = true });
        ToolValue Named(ToolValue[] tools, string name) => tools.Single(tool => tool.Function.Name == name);

        await Named(writing, "write_file").Function.InvokeAsync(new AIFunctionArguments { ["path"] = "a.md", ["text"] = "hello" });

        Assert.That(reading.Select(tool => tool.Function.Name), Is.EqualTo(new[] { "list_files", "read_file" }));
        Assert.That(writing.Where(tool => tool.HasSideEffects).Select(tool => tool.Function.Name), Is.EqualTo(new[] { "write_file", "append_file", "delete_file" }));
        Assert.That(await Named(reading, "read_file").Function.InvokeAsync(new AIFunctionArguments { ["path"] = "a.md" }), Is.EqualTo("hello"));
        Assert.That(await Named(reading, "list_files").Function.InvokeAsync(new AIFunctionArguments()), Is.EqualTo("a.md\t5"));
    }

    [Test]
    public void Without_a_stored_flow_or_a_data_folder_there_are_no_files()
    {
        Task Run(FileSandboxOptions options, string? flow) =>
            NodeHarness.RunAsync<FilesNode>(new { action = "list" }, services: [options], context: new TestNodeContext { Flow = flow });

        Assert.That(Assert.ThrowsAsync<NodeException>(() => Run(new FileSandboxOptions(null), "flow"))!.Code, Is.EqualTo("files.no-folder"));
        Assert.That(Assert.ThrowsAsync<NodeException>(() => Run(new FileSandboxOptions(_data.FullName), null))!.Code, Is.EqualTo("files.no-folder"));
    }

    private async Task<ToolValue[]> ToolsAsync(object settings) => [.. ((ToolSet)(await RunAsync(settings))["tools"]).Tools];

    private Task<NodeResult> RunAsync(object settings, Dictionary<string, object>? inputs = null, string flow = "flow") =>
        NodeHarness.RunAsync<FilesNode>(settings, inputs, [new FileSandboxOptions(_data.FullName)], new TestNodeContext { Flow = flow });
}
