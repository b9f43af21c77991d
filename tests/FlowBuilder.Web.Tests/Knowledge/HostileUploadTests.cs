using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Knowledge.Tests.Loading;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>Files that mean harm or are broken, as they come in over HTTP. By themselves, since what they cost is measured.</summary>
[NonParallelizable]
public sealed class HostileUploadTests
{
    private const long Huge = 200L * 1024 * 1024;

    private TestProgram _program = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _program = new TestProgram();
        _ = _program.Address;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _program.DisposeAsync();

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-31", "BAD-33", "BAD-34")]
    public async Task Each_hostile_file_says_what_is_wrong_with_it_and_stops_no_other(CancellationToken cancellationToken)
    {
        using var client = _program.Client();
        await client.MakeBaseAsync("hostile", null, cancellationToken);
        var bomb = OfficeFile.Word(string.Concat(Enumerable.Repeat("<w:p></w:p>", 450_000)));
        byte[] locked = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes("EncryptionInfo"), .. new byte[100], .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        var pdf = PdfFile.Of("One", "Two");
        var sheet = OfficeFile.Sheets([("S", "<row><c t='inlineStr'><is><t>mislabelled</t></is></c></row>")]);

        using var answer = await client.AddFilesAsync(
            "hostile",
            cancellationToken,
            ("bomb.docx", bomb),
            ("locked.xlsx", locked),
            ("cut.pdf", pdf[..(pdf.Length * 3 / 4)]),
            ("a sheet.docx", sheet),
            ("drm.pdf", [0x9B, 0x20, 0x44, 0x52, 0x4D, 0x4F, 0x4E, 0x45, 0, 0, 0, 1, 0, 2, 0, 0, 3]),
            ("good.txt", "All is well."u8.ToArray()));
        Assert.That((int)answer.StatusCode, Is.EqualTo(202));
        await client.IdleAsync("hostile", cancellationToken);

        using var korean = _program.Client("ko");
        var documents = (await korean.GetFromJsonAsync<JsonElement>("api/v1/knowledge/hostile/documents", cancellationToken)).EnumerateArray()
            .ToDictionary(document => document.GetProperty("source").GetString()!);
        string? CodeOf(string name) => documents[name].GetProperty("state").GetString() == "failed" ? documents[name].GetProperty("code").GetString() : null;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bomb, Has.Length.LessThan(100_000));
            Assert.That(CodeOf("bomb.docx"), Is.EqualTo("documents.too-large"));
            Assert.That(CodeOf("locked.xlsx"), Is.EqualTo("documents.protected"));
            Assert.That(CodeOf("drm.pdf"), Is.EqualTo("documents.unreadable"));

            // Without the programs that read PDF, that is said of every PDF.
            Assert.That(CodeOf("cut.pdf"), Is.EqualTo("documents.unreadable").Or.EqualTo("documents.tool-missing"));
            foreach (var name in new[] { "bomb.docx", "locked.xlsx", "drm.pdf" })
                Assert.That(documents[name].GetProperty("detail").GetString(), Does.Contain(name).And.Match("[가-힣]"), name);
            Assert.That(documents["a sheet.docx"].GetProperty("state").GetString(), Is.EqualTo("ready"), "The content decides.");
            Assert.That(documents["good.txt"].GetProperty("state").GetString(), Is.EqualTo("ready"));
        }

        Assert.That(await client.FoundAsync("hostile", "mislabelled", cancellationToken), Has.Length.EqualTo(1));
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("BAD-7")]
    public async Task A_file_of_200_MB_is_refused_in_words_in_bounded_memory_while_others_are_served(CancellationToken cancellationToken)
    {
        using var client = _program.Client();
        await client.MakeBaseAsync("huge", null, cancellationToken);
        await using var stream = new PausedStream(Huge);
        using var form = new MultipartFormDataContent { { new StreamContent(stream), "file", "huge.pdf" } };
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var sending = client.PostAsync("api/v1/knowledge/huge/documents", form, cancellationToken);
        await stream.Half.Task.WaitAsync(cancellationToken);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        using var health = await client.GetAsync("health/ready", cancellationToken);
        await client.AddTextsAsync("huge", cancellationToken, ("meanwhile", "Others are served meanwhile."));
        await client.IdleAsync("huge", cancellationToken);
        var found = await client.FoundAsync("huge", "served", cancellationToken);
        stream.GoOn.SetResult();
        using var answer = await sending;
        var problem = await answer.ProblemAsync(413, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)health.StatusCode, Is.EqualTo(200));
            Assert.That(found, Is.EqualTo(new[] { "meanwhile" }));
            Assert.That(problem.Code(), Is.EqualTo("documents.too-large"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("50 MiB"));
            Assert.That(held, Is.LessThan(Huge / 4), "Half of the file was sent, and refused long before.");
            Assert.That((await client.GetFromJsonAsync<JsonElement>("api/v1/knowledge/huge", cancellationToken)).GetProperty("counts").GetProperty("documents").GetInt32(), Is.EqualTo(1));
        }
    }
}
