using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>The program as it is started by people, killed while it takes documents in.</summary>
public sealed class KnowledgeKillTests
{
    private const int Files = 12;
    private const int ParagraphsInFile = 60;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("flowbuilder-kill-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    // Four starts of the whole program, on machines that may be busy.
    [Test, CancelAfter(5 * TestTimeouts.Default)]
    public async Task Nothing_is_lost_or_doubled_when_the_program_is_killed_while_it_takes_documents_in(CancellationToken cancellationToken)
    {
        await using (var first = await WholeProgram.StartAsync(_folder.FullName, cancellationToken))
        {
            var client = first.Client;
            await client.MakeBaseAsync("kb", new { splitting = new { method = "recursive", size = 120, overlap = 0, parentSize = 500 } }, cancellationToken);
            using var added = await client.AddFilesAsync(
                "kb", cancellationToken, [.. Enumerable.Range(0, Files).Select(file => ($"file{file}.txt", Encoding.UTF8.GetBytes(TextOf(file))))]);
            await first.KillAsync();
        }

        foreach (var ready in new[] { Files / 6, Files / 2 })
        {
            await using var program = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
            await program.Client.UntilAsync("kb", "knowledge", body => body.GetProperty("counts").GetProperty("ready").GetInt32() >= ready, cancellationToken);
            await program.KillAsync();
        }

        await using var last = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
        var reader = last.Client;
        var counts = (await reader.IdleAsync("kb", cancellationToken)).GetProperty("counts");
        Assert.That(counts.GetProperty("ready").GetInt32(), Is.EqualTo(Files), counts.ToString());
        foreach (var document in (await reader.GetFromJsonAsync<JsonElement>("api/v1/knowledge/kb/documents?limit=200", cancellationToken)).EnumerateArray())
        {
            var id = document.GetProperty("id").GetString();
            var chunks = await reader.GetFromJsonAsync<JsonElement>($"api/v1/knowledge/kb/documents/{id}/chunks?limit=200", cancellationToken);
            var file = int.Parse(document.GetProperty("title").GetString()!["file".Length..], CultureInfo.InvariantCulture);
            var text = string.Concat(chunks.EnumerateArray().Select(chunk => chunk.GetProperty("text").GetString()));
            foreach (var chunk in chunks.EnumerateArray())
                Assert.That(chunk.GetProperty("section").GetString(), Does.Contain(chunk.GetProperty("text").GetString()), "its own section");
            Assert.That(Whole(text), Is.EqualTo(Whole(TextOf(file))), $"file {file}");
            Assert.That(await reader.FoundAsync("kb", $"marker{file}x{ParagraphsInFile - 1}", cancellationToken), Is.EqualTo(new[] { id }));
        }

        await last.KillAsync();
    }

    private static string TextOf(int file) => string.Join(
        "\n\n", Enumerable.Range(0, ParagraphsInFile).Select(i => $"Paragraph {i} of file {file} tells of marker{file}x{i} and of nothing else that matters here."));

    private static string Whole(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
