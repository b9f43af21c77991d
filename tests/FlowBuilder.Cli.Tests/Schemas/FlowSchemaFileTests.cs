using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Testing.Schemas;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests.Schemas;

/// <summary>The published schema of the flow file, and the samples that must fit it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FlowSchemaFileTests
{
    /// <summary>Set to 1 to write the file anew; the difference is then a decision to review.</summary>
    private const string Update = "FLOWBUILDER_UPDATE_SNAPSHOTS";

    private static readonly string SchemaFile = Repository.Docs("flow.schema.json");
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static IEnumerable<string> Samples()
    {
        var folder = new DirectoryInfo(Repository.At("samples", "flows"));
        return folder.Exists ? folder.EnumerateFiles("*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.FullName, file.FullName)).Order() : [];
    }

    [Test]
    public async Task The_published_schema_is_the_one_that_the_code_makes()
    {
        var generated = JsonSerializer.Serialize(FlowSchema.Of(BuiltIn.Catalogue), Layout) + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1") await File.WriteAllTextAsync(SchemaFile, generated);

        Assert.That(
            File.Exists(SchemaFile) ? await File.ReadAllTextAsync(SchemaFile) : "",
            Is.EqualTo(generated),
            $"docs/flow.schema.json is out of date; run this test with {Update}=1 and review the difference.");
    }

    [TestCaseSource(nameof(Samples))]
    public async Task A_sample_fits_the_published_schema(string sample)
    {
        var schema = new JsonSchemaCheck(JsonElement.Parse(await File.ReadAllTextAsync(SchemaFile)));

        Assert.That(schema.Check(JsonElement.Parse(await ReadAsync(sample))), Is.Empty);
    }

    [TestCaseSource(nameof(Samples))]
    public async Task A_sample_is_canonical_and_ready_to_run(string sample)
    {
        var file = await ReadAsync(sample);
        var format = new FlowFormat(BuiltIn.Catalogue);

        var result = format.Read(file);

        Assert.That(result.Diagnostics.Where(problem => problem.Severity != DiagnosticSeverity.Warning).Select(problem => $"{problem.Path} {problem.Text.English}"), Is.Empty);
        Assert.That(Encoding.UTF8.GetString(format.Write(result.Flow!)), Is.EqualTo(Encoding.UTF8.GetString(file)));
    }

    private static async Task<byte[]> ReadAsync(string sample) => await File.ReadAllBytesAsync(Repository.Sample(sample));
}
