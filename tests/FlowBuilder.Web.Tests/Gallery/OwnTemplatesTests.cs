using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Auditing;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Gallery;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Gallery;

[Parallelizable(ParallelScope.All)]
public sealed class OwnTemplatesTests : OneProgram
{
    private string Folder => Path.Combine(Program.DataFolder, "templates");

    private OwnTemplates Own => Program.Services.GetRequiredService<OwnTemplates>();

    [OneTimeSetUp]
    public void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "ko"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_file_put_into_the_folder_is_offered_at_once_changes_with_it_and_goes_with_it(CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, "house-style.json");
        var before = await IdsAsync(cancellationToken);
        await File.WriteAllBytesAsync(path, Named("House style"), cancellationToken);
        var added = await IdsAsync(cancellationToken);
        await File.WriteAllBytesAsync(path, Named("The style of our house"), cancellationToken);
        var changed = await FindAsync("house-style", cancellationToken);
        File.Delete(path);
        var after = await IdsAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Does.Not.Contain("house-style"));
            Assert.That(added, Does.Contain("house-style"));
            Assert.That(changed.GetProperty("name").GetString(), Is.EqualTo("The style of our house"));
            Assert.That(changed.GetProperty("isOwn").GetBoolean(), Is.True);
            Assert.That(after, Does.Not.Contain("house-style"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_template_has_the_readers_language_where_its_folder_has_it(CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, "two-tongues.json"), Named("Two tongues"), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "ko", "two-tongues.json"), Named("두 언어"), cancellationToken);
        using var korean = Program.Client("ko");

        var inEnglish = JsonElement.Parse(await Client.GetStringAsync("api/v1/templates/two-tongues", cancellationToken));
        var inKorean = JsonElement.Parse(await korean.GetStringAsync("api/v1/templates/two-tongues", cancellationToken));

        Assert.That(inEnglish.GetProperty("name").GetString(), Is.EqualTo("Two tongues"));
        Assert.That(inKorean.GetProperty("name").GetString(), Is.EqualTo("두 언어"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Platform(Exclude = "Win", Reason = "Making links needs a privilege there.")]
    public async Task Nothing_outside_of_the_folder_is_read_and_what_cannot_be_used_is_told(CancellationToken cancellationToken)
    {
        var outside = Directory.CreateTempSubdirectory("flowbuilder-outside-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(outside.FullName, "secret.json"), Named("Secret"), cancellationToken);
            await using var program = new TestProgram();
            _ = program.Address;
            var folder = Directory.CreateDirectory(Path.Combine(program.DataFolder, "templates")).FullName;
            File.CreateSymbolicLink(Path.Combine(folder, "linked.json"), Path.Combine(outside.FullName, "secret.json"));
            Directory.CreateSymbolicLink(Path.Combine(folder, "ko"), outside.FullName);
            await File.WriteAllTextAsync(Path.Combine(folder, "half.json"), "{ \"format\": ", cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "empty.json"), "", cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "not-a-zip.flow.zip"), "PK?", cancellationToken);
            await using (var large = File.Create(Path.Combine(folder, "large.json"))) large.SetLength(16 * 1024 * 1024 + 1);
            await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "not meant", cancellationToken);

            var list = await program.Services.GetRequiredService<OwnTemplates>().ReadAsync(cancellationToken);

            Assert.That(list.Templates, Is.Empty);
            Assert.That(
                list.Broken.ToDictionary(broken => broken.File, broken => broken.Problems[0].Code),
                Is.EquivalentTo(new Dictionary<string, string>
                {
                    ["linked.json"] = "gallery.link",
                    ["ko/"] = "gallery.link",
                    ["half.json"] = "file.not-json",
                    ["empty.json"] = "gallery.empty",
                    ["not-a-zip.flow.zip"] = "bundle.not-a-zip",
                    ["large.json"] = "gallery.too-large",
                }));
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [TestCase("..%2Ftemplates%2Fhouse")]
    [TestCase("..%2F..%2Fetc%2Fpasswd")]
    [TestCase("ko%2Fhouse")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-51")]
    public async Task An_id_is_never_a_path(string id, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, "house.json"), Named("House"), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "ko", "house.json"), Named("집"), cancellationToken);
        using var answer = await Client.GetAsync($"api/v1/templates/{id}", cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(await Own.RemoveAsync(Uri.UnescapeDataString(id), cancellationToken), Is.Null);
        Assert.That(File.Exists(Path.Combine(Folder, "house.json")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-29")]
    public async Task A_saved_template_lies_in_the_folder_under_a_safe_name_of_its_own_and_can_be_removed_and_put_back(CancellationToken cancellationToken)
    {
        var flow = FlowFile("../../First prompt");

        var first = await Own.SaveAsync(flow, cancellationToken);
        var second = await Own.SaveAsync(flow, cancellationToken);
        var third = await Own.SaveAsync(FlowFile("first-prompt"), cancellationToken);
        var removed = await Own.RemoveAsync(first, cancellationToken);
        var without = await IdsAsync(cancellationToken);
        await Own.RestoreAsync(removed!, cancellationToken);
        var again = await IdsAsync(cancellationToken);
        var log = await Program.Services.GetRequiredService<IAuditLog>().ListAsync(new AuditQuery(), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo("First-prompt-2"), "the program's own first-prompt is not covered up");
            Assert.That(second, Is.EqualTo("First-prompt-3"));
            Assert.That(third, Is.EqualTo("first-prompt-4"));
            Assert.That(without, Does.Not.Contain(first).And.Contains(second));
            Assert.That(again, Does.Contain(first));
            Assert.That(log.Where(entry => entry.Entry.TargetId == first).Select(entry => entry.Entry.Action).Reverse(), Is.EqualTo(new[] { "template.saved", "template.deleted", "template.restored" }));
            Assert.That(Directory.EnumerateFiles(Program.DataFolder, "*irst*", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)), Has.All.EqualTo(Folder));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_template_that_runs_another_flow_brings_it_along(CancellationToken cancellationToken)
    {
        var inner = await Program.StoreAsync(Drawings.Echo, cancellationToken);
        var outer = await Program.StoreAsync(
            $$$"""
            question: input.text {"name":"question"}
            call: flow.call {"flow":"{{{inner}}}","interface":{"inputs":[{"name":"question","type":"text","required":true}],"outputs":[{"name":"answer","type":"text"}]}}
            answer: output.text {"name":"answer"}
            question.text -> call.question
            call.answer -> answer.value
            """,
            cancellationToken);
        var bundle = (await Program.Services.GetRequiredService<FlowBuilder.Interchange.Bundles.FlowBundles>().CollectAsync(outer, cancellationToken))!;
        var id = await Own.SaveAsync(new(bundle.Flows.SetItem(0, bundle.Main with { Flow = bundle.Main.Flow with { Name = "Outer" } })), cancellationToken);
        foreach (var flow in new[] { inner, outer })
        {
            using var deleted = await Client.DeleteAsync($"api/v1/flows/{flow}", cancellationToken);
            Assert.That((int)deleted.StatusCode, Is.EqualTo(204));
        }

        using var used = await Client.PostTextAsync($"api/v1/templates/{id}/use", "", cancellationToken);
        var made = (await used.JsonAsync(cancellationToken)).GetProperty("id").GetString();
        using var run = await Client.PostTextAsync($"api/v1/flows/{made}/runs", """{"inputs":{"question":"hello"}}""", cancellationToken);
        var answer = await run.JsonAsync(cancellationToken);

        Assert.That(File.Exists(Path.Combine(Folder, id + ".flow.zip")));
        Assert.That(answer.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("hello"), answer.GetRawText());
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_folder_can_be_another_one(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-templates-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "elsewhere.json"), Named("Elsewhere"), cancellationToken);
            await using var program = new TestProgram(new Dictionary<string, string> { ["Templates:Folder"] = folder.FullName });
            using var client = program.Client();

            Assert.That(await client.GetStringAsync("api/v1/templates/elsewhere", cancellationToken), Does.Contain("Elsewhere"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<List<string?>> IdsAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Select(template => template.GetProperty("id").GetString())];

    private async Task<JsonElement> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).Single(template => template.GetProperty("id").GetString() == id);

    private async Task<IEnumerable<JsonElement>> ListAsync(CancellationToken cancellationToken) =>
        JsonElement.Parse(await Client.GetStringAsync("api/v1/templates", cancellationToken)).EnumerateArray();

    private static FlowBuilder.Interchange.Bundles.FlowBundle FlowFile(string name) =>
        new([new("", FlowBuilder.Testing.Flows.FlowText.Parse(Drawings.Echo) with { Name = name })]);

    private byte[] Named(string name)
    {
        var file = JsonNode.Parse(Program.FileOf(Drawings.Echo))!;
        file["name"] = name;
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }
}
