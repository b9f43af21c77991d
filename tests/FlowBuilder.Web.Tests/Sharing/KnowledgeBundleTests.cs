using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Sharing;

/// <summary>Bundles that bring the knowledge bases that their flows name.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeBundleTests
{
    private const string Ask = """
        question: input.text {"name":"question"}
        search: knowledge.search {"knowledge":"papers","top":1}
        result: output.text {"name":"answer"}
        question.text -> search.query
        search.documents -> result.value
        """;

    [Test, CancelAfter(3 * TestTimeouts.Default)]
    public async Task A_flow_is_answered_from_its_documents_in_another_installation_too_and_what_is_there_stays(CancellationToken cancellationToken)
    {
        await using var here = new TestProgram();
        using var client = here.Client();
        var (flow, bytes) = await PackAsync(here, client, cancellationToken);
        var without = await client.GetByteArrayAsync($"api/v1/flows/{flow}/bundle", cancellationToken);
        await using var elsewhere = new TestProgram();
        using var there = elsewhere.Client();

        using var stored = await PostAsync(there, bytes, cancellationToken);
        await there.IdleAsync("papers", cancellationToken);
        var id = (await stored.JsonAsync(cancellationToken)).GetProperty("id").GetString();
        using var run = await there.PostTextAsync($"api/v1/flows/{id}/runs", """{"inputs":{"question":"how long is the warranty?"}}""", cancellationToken);
        using var again = await PostAsync(there, bytes, cancellationToken);

        var made = await there.GetFromJsonAsync<JsonElement>("api/v1/knowledge/papers", cancellationToken);
        var note = await there.DocumentAsync("papers", "note", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await run.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("The warranty covers two years."));
            Assert.That(made.GetProperty("settings").GetProperty("splitting").GetProperty("size").GetInt32(), Is.EqualTo(300));
            Assert.That(made.GetProperty("counts").GetProperty("ready").GetInt32(), Is.EqualTo(2));
            Assert.That(note.GetProperty("metadata").GetProperty("year").GetString(), Is.EqualTo("2026"));
            Assert.That((int)again.StatusCode, Is.EqualTo(201), "It is there already, and is left alone.");
            Assert.That(Names(without), Has.None.StartsWith("knowledge/"));
            Assert.That(Names(bytes), Is.EquivalentTo(new[] { "manifest.json", "flows/1.json", "knowledge/1.json", "knowledge/1/1", "knowledge/1/2" }));
        }
    }

    [TestCase("knowledge/1/1", "bundle.changed")]
    [TestCase("knowledge/1.json", "bundle.changed")]
    [CancelAfter(3 * TestTimeouts.Default)]
    public async Task A_document_that_is_not_the_one_packed_refuses_the_bundle(string entry, string code, CancellationToken cancellationToken)
    {
        await using var here = new TestProgram();
        using var client = here.Client();
        var (_, bytes) = await PackAsync(here, client, cancellationToken);

        using var answer = await PostAsync(client, Changed(bytes, entry), cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        using var flows = await client.GetAsync("api/v1/flows", cancellationToken);
        Assert.That(problem.GetProperty("problems").EnumerateArray().Select(item => item.GetProperty("code").GetString()), Does.Contain(code));
        Assert.That((await flows.JsonAsync(cancellationToken)).GetArrayLength(), Is.EqualTo(1), "Nothing of it is stored.");
    }

    private static async Task<(string Flow, byte[] Bundle)> PackAsync(TestProgram program, HttpClient client, CancellationToken cancellationToken)
    {
        await client.MakeBaseAsync("papers", new { splitting = new { size = 300, overlap = 0 } }, cancellationToken);
        using var text = await client.PostAsJsonAsync(
            "api/v1/knowledge/papers/documents",
            new { documents = new object[] { new { id = "note", text = "The warranty covers two years.", metadata = new { year = 2026 } } } },
            cancellationToken);
        using var file = await client.AddFilesAsync("papers", cancellationToken, ("leave.md", "# Leave\n\nParental leave lasts one year."u8.ToArray()));
        var flow = await program.StoreAsync(Ask, cancellationToken);
        return (flow, await client.GetByteArrayAsync($"api/v1/flows/{flow}/bundle?knowledge=true", cancellationToken));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] bytes, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return client.PostAsync("api/v1/bundles", content, cancellationToken);
    }

    private static List<string> Names(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Changed(byte[] bundle, string name)
    {
        using var file = new MemoryStream();
        file.Write(bundle);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.Delete();
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes("something else"));
        }

        return file.ToArray();
    }
}
