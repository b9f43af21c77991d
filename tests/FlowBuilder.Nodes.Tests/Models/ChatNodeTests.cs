using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Models;

[Parallelizable(ParallelScope.All)]
public sealed class ChatNodeTests
{
    private static readonly object Schema = new
    {
        type = "object",
        properties = new { name = new { type = "string" }, age = new { type = "integer", minimum = 0 } },
        required = new[] { "name" },
    };

    [Test]
    public async Task The_answer_comes_in_pieces_with_its_usage_and_cost()
    {
        var models = new ScriptedChatModels("Hello there, friend") { Price = new ModelPrice(1_000_000, 2_000_000) };

        var result = await AskAsync(models, new { model = "m" });

        Assert.Multiple(() =>
        {
            Assert.That(result.Deltas("text"), Is.EqualTo(new[] { "Hello", " there,", " friend" }));
            Assert.That(result.Context.Usage, Is.EqualTo(new Core.Nodes.TokenUsage(10, 5, 20)));
            Assert.That(
                result.Json("usage").GetRawText(),
                Is.EqualTo("""{"inputTokens":10,"outputTokens":5,"cost":20,"connection":"offline","model":"m","finishReason":"stop"}"""));
            Assert.That(result.Has("json"), Is.False);
            Assert.That(models.Opened, Is.EqualTo(new[] { "offline/m" }));
        });
    }

    [Test]
    public async Task The_first_piece_is_given_before_the_model_has_finished()
    {
        var gate = new TaskCompletionSource();
        var models = new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer
        {
            Chunks = ["first", "second"],
            Before = chunk => chunk == "second" ? gate.Task : Task.CompletedTask,
        }));

        var seen = new List<string>();
        await foreach (var output in NodeHarness.StartAsync<ChatNode>(null, Prompt("x"), [models]))
        {
            if (output.Delta is { } delta) seen.Add(delta);
            if (seen.Count == 1) gate.TrySetResult();
        }

        Assert.That(seen, Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task System_history_prompt_and_images_are_sent_in_that_order()
    {
        var models = new ScriptedChatModels("ok");
        var inputs = Prompt("now");
        inputs["system"] = "Be brief.";
        inputs["history"] = new MessageList([new Message(MessageRole.User, "before"), new Message(MessageRole.Assistant, "yes")]);
        inputs["images"] = new[] { new ImageValue("image/png", new byte[] { 1, 2 }), new ImageValue("image/jpeg", default, new Uri("https://example.org/a.jpg")) };

        await AskAsync(models, null, inputs);

        var sent = models.Client.Requests[0];
        Assert.Multiple(() =>
        {
            Assert.That(sent.Select(message => $"{message.Role}: {message.Text}"), Is.EqualTo(new[] { "system: Be brief.", "user: before", "assistant: yes", "user: now" }));
            Assert.That(sent[3].Contents.OfType<DataContent>().Single().MediaType, Is.EqualTo("image/png"));
            Assert.That(sent[3].Contents.OfType<UriContent>().Single().Uri.Host, Is.EqualTo("example.org"));
        });
    }

    [Test]
    public async Task Settings_become_options_and_what_is_not_set_is_left_to_the_provider()
    {
        var models = new ScriptedChatModels("{\"name\":\"Kim\"}");

        await AskAsync(models);
        await AskAsync(models, new { temperature = 0.5, topP = 0.9, maxTokens = 100, stop = new[] { "END" }, seed = 7, format = "schema", schema = Schema });

        var (bare, full) = (models.Client.Options[0]!, models.Client.Options[1]!);
        Assert.Multiple(() =>
        {
            Assert.That((bare.Temperature, bare.TopP, bare.MaxOutputTokens, bare.Seed, bare.StopSequences, bare.ResponseFormat, bare.Tools), Is.EqualTo(default((float?, float?, int?, long?, IList<string>?, ChatResponseFormat?, IList<AITool>?))));
            Assert.That((full.Temperature, full.TopP, full.MaxOutputTokens, full.Seed), Is.EqualTo((0.5f, 0.9f, 100, 7L)));
            Assert.That(full.StopSequences, Is.EqualTo(new[] { "END" }));
            Assert.That((full.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetProperty("type").GetString(), Is.EqualTo("object"));
        });
    }

    [TestCase("{\"name\":\"Kim\",\"age\":3}")]
    [TestCase("Here you are:\n```json\n{\"name\":\"Kim\",\"age\":3}\n```\nAnything else?")]
    [TestCase("As said in [1]: {\"name\":\"Kim\",\"age\":3} - done")]
    public async Task Json_is_read_also_from_among_words(string answer)
    {
        var result = await AskAsync(new ScriptedChatModels(answer), new { format = "schema", schema = Schema });

        Assert.That(result.Json("json").GetProperty("name").GetString(), Is.EqualTo("Kim"));
    }

    [TestCase("I do not know.", "model.not-json", "line 1, position 1")]
    [TestCase("{\"name\": \"Kim\",\n \"age\": }", "model.not-json", "line 2, position 9")]
    [TestCase("{\"age\": 3}", "model.schema", "lacks \"name\"")]
    [TestCase("{\"name\": \"Kim\", \"age\": \"three\"}", "model.schema", "$.age is string where integer is needed")]
    [TestCase("{\"name\": \"Kim\", \"age\": -1}", "model.schema", "$.age is less than 0")]
    [Hazard("BAD-41")]
    public void An_answer_of_another_form_is_a_fault_that_says_where(string answer, string code, string text)
    {
        var failure = Assert.ThrowsAsync<NodeException>(() => AskAsync(new ScriptedChatModels(answer), new { format = "schema", schema = Schema }));

        Assert.Multiple(() =>
        {
            Assert.That(failure!.Code, Is.EqualTo(code));
            Assert.That(failure.Text.English, Does.Contain(text));
            Assert.That(failure.Kind, Is.EqualTo(FaultKind.Provider));
        });
    }

    [Test]
    [Hazard("BAD-41")]
    public void Json_that_ran_out_of_tokens_says_so()
    {
        var models = new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer { Chunks = ["{\"name\": \"Ki"], Finish = ChatFinishReason.Length }));

        var failure = Assert.ThrowsAsync<NodeException>(() => AskAsync(models, new { format = "json" }));

        Assert.That(failure!.Code, Is.EqualTo("model.cut-off"));
    }

    [TestCase("stop", "model.empty-answer")]
    [TestCase("length", "model.cut-off")]
    [TestCase("content_filter", "model.filtered")]
    [Hazard("BAD-41")]
    public void No_answer_is_a_fault_and_not_an_empty_text(string finish, string code)
    {
        var models = new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer { Finish = new ChatFinishReason(finish) }));

        Assert.That(() => AskAsync(models), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo(code));
    }

    [Test]
    public void The_provider_s_fault_is_handed_on_after_what_had_come()
    {
        var fault = new NodeException("provider.cut", Core.Text.LocalText.Of("cut", "끊김"), FaultKind.Provider);
        var models = new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer { Chunks = ["part"], Failure = fault }));
        var seen = new List<string?>();

        var failure = Assert.ThrowsAsync<NodeException>(async () =>
        {
            await foreach (var output in NodeHarness.StartAsync<ChatNode>(null, Prompt("x"), [models])) seen.Add(output.Delta);
        });

        Assert.Multiple(() =>
        {
            Assert.That(failure, Is.SameAs(fault));
            Assert.That(seen, Is.EqualTo(new[] { "part" }));
        });
    }

    [TestCase("{}", true)]
    [TestCase("""{"connection":"openai"}""", false)]
    [TestCase("""{"connection":"openai","temperature":0}""", true)]
    [TestCase("""{"connection":"openai","temperature":0.7,"seed":1}""", true)]
    [TestCase("""{"connection":"openai","reuse":"always"}""", true)]
    [TestCase("""{"temperature":0,"reuse":"never"}""", false)]
    public void Answers_are_reused_where_they_would_be_the_same(string settings, bool expected) =>
        Assert.That(NodeHarness.MayCache<ChatNode>(settings, [new ScriptedChatModels("x")]), Is.EqualTo(expected));

    [Test]
    public async Task Tools_are_called_and_their_results_sent_back()
    {
        var models = ToolCaller("weather", new { city = "Seoul" });

        var result = await AskAsync(models, null, WithTool(sideEffects: false));

        var results = models.Client.Requests[1].SelectMany(message => message.Contents).OfType<FunctionResultContent>();
        Assert.Multiple(() =>
        {
            Assert.That(results.Single().Result, Is.EqualTo("Sunny in Seoul"));
            Assert.That(result.Text("text"), Is.EqualTo("It is sunny."));
            Assert.That(result.Context.Usage.InputTokens, Is.EqualTo(20));
        });
    }

    [TestCase("weather", "town", "$ lacks \"city\"")]
    [TestCase("wether", "city", "no tool named \"wether\"")]
    [Hazard("SEC-70", "BAD-41")]
    public async Task A_call_that_the_model_got_wrong_is_answered_with_what_is_wrong(string tool, string argument, string text)
    {
        object arguments = argument == "city" ? new { city = "Seoul" } : new { town = "Seoul" };
        var models = ToolCaller(tool, arguments);

        await AskAsync(models, null, WithTool(sideEffects: false));

        var results = models.Client.Requests[1].SelectMany(message => message.Contents).OfType<FunctionResultContent>();
        Assert.That(results.Single().Result?.ToString(), Does.StartWith("Error:").And.Contain(text));
    }

    [Test]
    [Hazard("SEC-67")]
    public void A_tool_that_changes_something_is_called_only_where_allowed()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => AskAsync(ToolCaller("weather", new { city = "Seoul" }), null, WithTool(sideEffects: true)), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("tool.not-allowed"));
            Assert.That(() => AskAsync(ToolCaller("weather", new { city = "Seoul" }), new { allowChangingTools = true }, WithTool(sideEffects: true)), Throws.Nothing);
        });
    }

    [Test]
    [Hazard("SEC-71")]
    public void A_model_that_calls_for_ever_is_stopped()
    {
        var models = new ScriptedChatModels(new ScriptedChatClient(ScriptedAnswer.Calling("weather", new { city = "Seoul" })));

        Assert.That(() => AskAsync(models, new { toolRounds = 3 }, WithTool(sideEffects: false)), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("tool.too-many-rounds"));
        Assert.That(models.Client.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_cancelled_run_ends_while_the_model_is_silent()
    {
        var waits = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        var models = new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer { Chunks = ["never"], Before = _ => { cancel.Cancel(); return waits.Task; } }));

        Assert.That(() => NodeHarness.RunAsync<ChatNode>(null, Prompt("x"), [models], cancellationToken: cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_schema_is_asked_for_only_where_it_is_used()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.ProblemsOf<ChatNode>(), Is.Empty);
            Assert.That(NodeHarness.ProblemsOf<ChatNode>(new { format = "schema" }).Select(problem => problem.Setting), Is.EqualTo(new[] { "schema" }));
            Assert.That(NodeHarness.ProblemsOf<ChatNode>(new { format = "schema", schema = "x" }).Select(problem => problem.Code), Is.EqualTo(new[] { "setting.wrong-type" }));
        });
    }

    private static Task<NodeResult> AskAsync(ScriptedChatModels models, object? settings = null, Dictionary<string, object>? inputs = null) =>
        NodeHarness.RunAsync<ChatNode>(settings, inputs ?? Prompt("hi"), [models]);

    private static Dictionary<string, object> Prompt(string text) => new() { ["prompt"] = text };

    private static Dictionary<string, object> WithTool(bool sideEffects)
    {
        var function = AIFunctionFactory.Create((string city) => $"Sunny in {city}", "weather", "The weather");
        var inputs = Prompt("Weather?");
        inputs["tools"] = new[] { new ToolValue(function, sideEffects) };
        return inputs;
    }

    private static ScriptedChatModels ToolCaller(string tool, object arguments) =>
        new(new ScriptedChatClient(ScriptedAnswer.Calling(tool, arguments), ScriptedAnswer.Of("It is sunny.")));
}
