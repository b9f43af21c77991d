using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>Flows that fill and search knowledge bases, called as published endpoints of the whole program.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeFlowTests
{
    private const string Add = """
        text: input.text {"name":"text"}
        add: knowledge.add {"knowledge":"notes","wait":WAIT}
        added: output.json {"name":"added"}
        text.text -> add.text
        add.json -> added.value
        """;

    private const string Ask = """
        question: input.text {"name":"question"}
        search: knowledge.search {"knowledge":"notes","top":1}
        result: output.text {"name":"found"}
        question.text -> search.query
        search.documents -> result.value
        """;

    [Test, CancelAfter(3 * TestTimeouts.Default)]
    public async Task What_one_endpoint_adds_the_next_call_finds_embedded_through_a_connection(CancellationToken cancellationToken)
    {
        var embeddings = new HeldEmbeddings();
        await using var program = new TestProgram(services: services => services.Replace(ServiceDescriptor.Singleton<IEmbeddingModels>(embeddings)));
        var client = program.Client();
        await client.MakeBaseAsync("notes", HeldEmbeddings.Settings, cancellationToken);
        await program.PublishAsync(client, Add.Replace("WAIT", "true", StringComparison.Ordinal), "add", cancellationToken);
        await program.PublishAsync(client, Ask, "ask", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);

        var added = await CallAsync(client, "add", key, new { text = "The warranty covers two years." }, cancellationToken);
        await CallAsync(client, "add", key, new { text = "Parental leave lasts one year." }, cancellationToken);
        var found = await CallAsync(client, "ask", key, new { question = "how long is the warranty?" }, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(added.GetProperty("added").GetProperty("documents")[0].GetProperty("state").GetString(), Is.EqualTo("ready"));
            Assert.That(found.GetProperty("found").GetString(), Is.EqualTo("The warranty covers two years."));
            Assert.That(embeddings.Asked, Does.Contain("how long is the warranty?").And.Contain("The warranty covers two years."));
        }
    }

    [Test, CancelAfter(3 * TestTimeouts.Default)]
    public async Task A_flow_that_does_not_wait_goes_on_while_its_document_is_read_in(CancellationToken cancellationToken)
    {
        var embeddings = new HeldEmbeddings { HeldText = "warranty" };
        await using var program = new TestProgram(services: services => services.Replace(ServiceDescriptor.Singleton<IEmbeddingModels>(embeddings)));
        var client = program.Client();
        await client.MakeBaseAsync("notes", HeldEmbeddings.Settings, cancellationToken);
        await program.PublishAsync(client, Add.Replace("WAIT", "false", StringComparison.Ordinal), "add", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);

        var added = await CallAsync(client, "add", key, new { text = "The warranty covers two years." }, cancellationToken);

        Assert.That(added.GetProperty("added").GetProperty("documents")[0].GetProperty("chunks").GetInt32(), Is.Zero);
        await embeddings.Holding.Task.WaitAsync(cancellationToken);
    }

    private static async Task<JsonElement> CallAsync(HttpClient client, string slug, string key, object inputs, CancellationToken cancellationToken)
    {
        using var answer = await client.CallAsync(slug, JsonSerializer.Serialize(new { inputs }), key, cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), body.ToString());
        return body.GetProperty("outputs");
    }
}
