using System.Text.Json;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Publishing.Snippets;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>The snippets in C#, compiled and run as people paste them, against a running program.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CSharpSnippetTests : OneProgram
{
    // The compiler's first start takes a while on a busy machine.
    private const int WithCompiling = 180_000;

    // What breaks quoting in one language or another.
    private const string Nasty = "It's \"so\" $HOME \\ \\n {0} {{x}} ${y} '''  \"\"\"\" 한국어 😀\tend";

    private const string Reader = """
        question: input.text {"name":"question"}
        file: input.file {"name":"document"}
        load: documents.load {}
        prompt: prompt.template {"template":"{{question}}: {{text}}"}
        answer: output.text {"name":"answer"}
        file.value -> load.file
        load.documents -> prompt.text
        question.text -> prompt.question
        prompt.text -> answer.value
        """;

    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
        await Program.PublishAsync(Client, Drawings.Echo, "echo", CancellationToken.None);
        await Program.PublishAsync(Client, Drawings.Chat, "chat", CancellationToken.None);
        await Program.PublishAsync(Client, Reader, "reader", CancellationToken.None);
    }

    [Test, CancelAfter(WithCompiling)]
    public async Task The_HTTP_client_sends_what_was_meant_and_prints_the_results([Values] bool isPublic, CancellationToken cancellationToken)
    {
        if (isPublic)
        {
            await Program.PublishAsync(Client, Drawings.Echo, "open", cancellationToken);
            await Client.ChangeEndpointAsync("open", new { isPublic = true }, cancellationToken);
        }

        var source = await SourceAsync(isPublic ? "open" : "echo", isPublic, cancellationToken);
        source = source with { Inputs = [new SnippetInput("question", JsonSerializer.SerializeToElement(Nasty))] };

        var printed = await RunAsync(source, SnippetKind.CSharp, cancellationToken);

        Assert.That(JsonElement.Parse(printed).GetProperty("answer").GetString(), Is.EqualTo(Nasty));
    }

    [Test, CancelAfter(WithCompiling)]
    public async Task The_HTTP_client_sends_files(CancellationToken cancellationToken)
    {
        var source = await SourceAsync("reader", isPublic: false, cancellationToken);
        source = source with
        {
            Inputs = [.. source.Inputs.Select(input => input.FileName is null ? input with { Value = JsonSerializer.SerializeToElement(Nasty) } : input with { FileName = "rules.txt" })],
        };

        var printed = await RunAsync(source, SnippetKind.CSharp, cancellationToken);

        Assert.That(JsonElement.Parse(printed).GetProperty("answer").GetString(), Does.StartWith(Nasty).And.Contain("within thirty days"));
    }

    [Test, CancelAfter(WithCompiling)]
    public async Task The_client_of_OpenAI_prints_the_answer(CancellationToken cancellationToken)
    {
        var source = await SourceAsync("chat", isPublic: false, cancellationToken) with { Message = Nasty };

        Assert.That(await RunAsync(source, SnippetKind.OpenAiCSharp, cancellationToken), Is.EqualTo(Nasty));
    }

    private async Task<SnippetSource> SourceAsync(string slug, bool isPublic, CancellationToken cancellationToken)
    {
        var endpoints = Program.Services.GetRequiredService<IEndpointStore>();
        var endpoint = (await endpoints.FindAsync(slug, cancellationToken))!;
        var version = (await endpoints.FindVersionAsync(endpoint.FlowId, endpoint.Traffic.MostCalled, cancellationToken))!;
        return SnippetSource.Of(Program.Address, slug, isPublic, version.Flow, Program.Services.GetRequiredService<Core.Nodes.NodeCatalogue>());
    }

    private async Task<string> RunAsync(SnippetSource source, SnippetKind kind, CancellationToken cancellationToken) => await CSharpProgram.RunAsync(
        EndpointSnippets.Of(source).Single(snippet => snippet.Kind == kind).Code,
        kind == SnippetKind.OpenAiCSharp ? OpenAiAndWhatItNeeds() : [],
        (EndpointSnippets.KeyVariable, _key),
        new Dictionary<string, byte[]> { ["rules.txt"] = [.. "Parcels are brought back within thirty days."u8] },
        cancellationToken);

    private static IReadOnlyList<string> OpenAiAndWhatItNeeds() =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(path => Path.GetFileName(path) is "OpenAI.dll" or "System.ClientModel.dll" or "System.Memory.Data.dll")];
}
