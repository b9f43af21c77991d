using System.Text.Json;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Knowledge;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class RewriteQueryNodeTests
{
    private static readonly MessageList History = new(
    [
        new Message(MessageRole.User, "Tell me of the warranty of belts."),
        new Message(MessageRole.Assistant, "It covers two years."),
    ]);

    [Test]
    public async Task The_question_is_put_into_words_of_its_own_with_others_beside_it()
    {
        var client = new ScriptedChatClient(ScriptedAnswer.Of("""{"question":"Does the belt warranty cover buckles?","variants":["belt buckle warranty","Does the belt warranty cover buckles?","buckles covered","more"]}"""));

        var (text, queries) = await RunAsync("""{ "connection": "any", "variants": 2 }""", "And buckles?", History, client);

        Assert.That(text, Is.EqualTo("Does the belt warranty cover buckles?"));
        Assert.That(queries, Is.EqualTo(new[] { "Does the belt warranty cover buckles?", "belt buckle warranty", "buckles covered" }));
        Assert.That(client.Requests[0][^1].Text, Does.Contain("warranty of belts").And.EndWith("Last question: And buckles?"));
    }

    [TestCase("Sure! ```json\n{\"question\":\"Q\",\"variants\":[\"V\"]}\n```", "Q", "Q|V")]
    [TestCase("[\"Q\", \"V\"]", "Q", "Q|V")]
    [TestCase("\"Just the question?\"", "Just the question?", "Just the question?")]
    [TestCase("What of buckles?\nI hope that helps.", "What of buckles?", "What of buckles?")]
    [TestCase("{}", "And buckles?", "And buckles?")]
    [TestCase("{\"question\": 7, \"variants\": null}", "And buckles?", "And buckles?")]
    public async Task Whatever_the_model_writes_something_can_be_searched_for(string answer, string text, string queries)
    {
        var (given, list) = await RunAsync("""{ "connection": "any" }""", "And buckles?", History, new ScriptedChatClient(ScriptedAnswer.Of(answer)));

        Assert.That(given, Is.EqualTo(text));
        Assert.That(string.Join('|', list), Is.EqualTo(queries));
    }

    [Test]
    public async Task Without_a_model_the_question_is_also_joined_to_the_one_before_it()
    {
        var (text, queries) = await RunAsync("{}", "And buckles?", History, new ScriptedChatClient());
        var (_, alone) = await RunAsync("{}", "What of belts?", null, new ScriptedChatClient());

        Assert.That(text, Is.EqualTo("And buckles?"));
        Assert.That(queries, Is.EqualTo(new[] { "And buckles?", "Tell me of the warranty of belts. And buckles?" }));
        Assert.That(alone, Is.EqualTo(new[] { "What of belts?" }));
    }

    private static async Task<(string Text, string[] Queries)> RunAsync(string settings, string query, MessageList? history, ScriptedChatClient client)
    {
        var inputs = new Dictionary<string, object> { ["query"] = query };
        if (history is not null) inputs["history"] = history;
        var result = await NodeHarness.RunAsync<RewriteQueryNode>(settings, inputs, [new ScriptedChatModels(client)]);
        return (
            (string)result.Outputs.Single(output => output.Port.Id == "text").Value!,
            [.. ((JsonElement)result.Outputs.Single(output => output.Port.Id == "queries").Value!).EnumerateArray().Select(item => item.GetString()!)]);
    }
}
