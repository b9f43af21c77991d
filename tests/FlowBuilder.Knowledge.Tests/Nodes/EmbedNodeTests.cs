using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Embedding;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Tests.Bases;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Knowledge.Tests.Nodes;

[Parallelizable(ParallelScope.All)]
public sealed class EmbedNodeTests
{
    [Test]
    public async Task A_text_gives_a_vector_and_documents_give_one_each_without_a_key()
    {
        var result = await NodeHarness.RunAsync<EmbedNode>(
            null,
            new Dictionary<string, object>
            {
                ["text"] = "belt",
                ["documents"] = new DocumentList([new Document { Text = "belt", Title = "Belts" }, new Document { Text = "sea" }]),
            },
            [new NoEmbeddings()]);

        var vector = (Vector)result.Outputs.Single(output => output.Port.Id == "vector").Value!;
        var listed = (JsonElement)result.Outputs.Single(output => output.Port.Id == "json").Value!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(vector.Components.ToArray(), Is.EqualTo(OfflineEmbeddingGenerator.Embed("belt")));
            Assert.That(listed.EnumerateArray().Select(item => item.GetProperty("title").GetString()), Is.EqualTo(new[] { "Belts", "" }));
            Assert.That(listed[0].GetProperty("vector").EnumerateArray().Select(component => component.GetSingle()), Is.EqualTo(vector.Components.ToArray()));
        }
    }

    [Test]
    public async Task Nothing_to_embed_and_an_unknown_connection_are_told()
    {
        var nothing = async () => await NodeHarness.RunAsync<EmbedNode>(null, null, [new NoEmbeddings()]);
        var unknown = async () => await NodeHarness.RunAsync<EmbedNode>(
            """{ "connection": "gone", "model": "m" }""", new Dictionary<string, object> { ["text"] = "a" }, [new NoEmbeddings()]);

        await Assert.ThatAsync(nothing, Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("vectors.nothing"));
        await Assert.ThatAsync(unknown, Throws.InstanceOf<NodeException>().With.Property("Code").EqualTo("model.connection-unknown"));
    }

    [TestCase("""{ "connection": "any" }""", "setting.missing")]
    [TestCase("""{ "connection": "any", "model": "m" }""", null)]
    [TestCase("{}", null)]
    public void A_connection_needs_the_name_of_its_embedding_model(string settings, string? code) =>
        Assert.That(NodeHarness.ProblemsOf<EmbedNode>(settings).SingleOrDefault()?.Code, Is.EqualTo(code));

    [Test]
    public void Only_what_is_embedded_offline_is_taken_from_an_earlier_run()
    {
        Assert.That(NodeHarness.MayCache<EmbedNode>("{}", [new NoEmbeddings()]), Is.True);
        Assert.That(NodeHarness.MayCache<EmbedNode>("""{ "connection": "any", "model": "m" }""", [new NoEmbeddings()]), Is.False);
    }
}
