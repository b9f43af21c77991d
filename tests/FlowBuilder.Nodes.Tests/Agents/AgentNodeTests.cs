using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Agents;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;
using FlowBuilder.Testing.Time;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Agents;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
internal sealed class AgentNodeTests
{
    private const string Schema = """{"type":"object","properties":{"days":{"type":"integer"}},"required":["days"]}""";

    [Test]
    public async Task Without_tools_it_answers_like_a_chat_model()
    {
        var result = await RunAsync(new ScriptedChatModels("Hello there"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(result.Text("text"), Is.EqualTo("Hello there"));
        Assert.That(result.Context.Steps.Select(step => step.Path), Is.EqualTo(new[] { "node/model[1]" }));
    }

    [Test]
    public async Task A_long_answer_is_given_while_it_is_written_although_there_are_tools()
    {
        var pieces = Enumerable.Range(0, 100).Select(number => $"piece {number} ").ToList();
        var models = new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer { Chunks = pieces }));
        var deltas = new List<string>();

        await foreach (var output in NodeHarness.StartAsync<AgentNode>(null, Inputs(), [models], new TestNodeContext()))
        {
            if (output.Delta is { } delta) deltas.Add(delta);
        }

        using var all = Assert.EnterMultipleScope();
        Assert.That(deltas, Has.Count.GreaterThan(50), "only the begin is held back");
        Assert.That(string.Concat(deltas), Is.EqualTo(string.Concat(pieces)));
    }

    [Test]
    public async Task What_is_written_at_length_before_a_call_is_set_apart_from_the_answer()
    {
        var thought = string.Concat(Enumerable.Repeat("I wonder. ", 40)).Trim();
        var models = new ScriptedChatModels(new ScriptedChatClient(
            ScriptedAnswer.Calling("search", new { query = "a" }) with { Chunks = [thought] }, ScriptedAnswer.Of("It is so.")));

        var result = await RunAsync(models);

        Assert.That(result.Text("text"), Is.EqualTo($"{thought}\n\nIt is so."));
    }

    [Test]
    public async Task A_final_answer_that_breaks_the_schema_is_mended_once()
    {
        var models = new ScriptedChatModels("""{"days":"many"}""", """{"days":28}""");

        var result = await RunAsync(models, $$"""{"format":"schema","schema":{{Schema}}}""");

        using var all = Assert.EnterMultipleScope();
        Assert.That(result.Text("text"), Is.EqualTo("""{"days":28}"""));
        Assert.That(result.Json("json").GetProperty("days").GetInt32(), Is.EqualTo(28));
        Assert.That(models.Client.Requests[1][^1].Text, Does.Contain("$.days").And.Contain("integer"));
    }

    [Test]
    public void A_final_answer_that_breaks_the_schema_twice_is_a_failure() => Assert.That(
        () => RunAsync(new ScriptedChatModels("""{"days":"many"}""", "no JSON at all"), $$"""{"format":"schema","schema":{{Schema}}}"""),
        Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("model.not-json"));

    [Test]
    public async Task Tokens_are_not_passed_the_last_answer_gets_what_is_left()
    {
        var models = Endless(input: 300, output: 100);

        var result = await RunAsync(models, """{"tokens":1000}""");

        var usage = result.Json("usage");
        using var all = Assert.EnterMultipleScope();
        Assert.That(usage.GetProperty("limit").GetString(), Is.EqualTo("tokens"));
        Assert.That(models.Client.Requests, Has.Count.EqualTo(3));
        Assert.That(models.Client.Options[1]!.MaxOutputTokens, Is.LessThan(600).And.GreaterThan(400));
        Assert.That(result.Text("text"), Does.StartWith("The agent stopped before it had an answer (Limit reached: tokens).").And.Contain("- search: found 1"));
        Assert.That(result.Context.Steps[^1].Fault!.Code, Is.EqualTo("agent.limit-tokens"));
    }

    [Test]
    public void Tokens_used_up_fail_the_node_where_that_is_chosen() => Assert.That(
        () => RunAsync(Endless(input: 300, output: 100), """{"tokens":1000,"atLimit":"fail"}"""),
        Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("agent.limit-tokens"));

    [Test]
    [Hazard("SEC-71")]
    public async Task Cost_is_not_passed()
    {
        var models = Endless(input: 1000, output: 100, new ModelPrice(10, 100));

        var result = await RunAsync(models, """{"cost":0.05}""");

        var usage = result.Json("usage");
        using var all = Assert.EnterMultipleScope();
        Assert.That(usage.GetProperty("limit").GetString(), Is.EqualTo("cost"));
        Assert.That(usage.GetProperty("cost").GetDecimal(), Is.LessThanOrEqualTo(0.06m));
        Assert.That(models.Client.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_limit_on_cost_that_cannot_be_kept_is_said() => Assert.That(
        () => NodeHarness.RunAsync<AgentNode>("""{"cost":1}""", Inputs(), [new Unpriced()]),
        Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("agent.price-unknown"));

    [Test]
    public async Task Time_over_while_the_model_writes_answers_with_what_is_known(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        var models = new ScriptedChatModels(new ScriptedChatClient(
            ScriptedAnswer.Calling("search", new { query = "a" }),
            new ScriptedAnswer { Chunks = ["never"], Before = _ => Over(time) }));

        var result = await NodeHarness.RunAsync<AgentNode>("""{"timeLimit":30}""", Inputs("질문입니다"), [models], new TestNodeContext { Clock = time }, cancellationToken);

        using var all = Assert.EnterMultipleScope();
        Assert.That(result.Text("text"), Does.StartWith("에이전트가 답을 마치기 전에 멈췄습니다(한도 도달: 시간).").And.Contain("- search: found 1"));
        Assert.That(result.Context.Steps.Select(step => $"{step.Path} {step.Status}"), Is.EqualTo(new[]
        {
            "node/model[1] Completed", "node/search[1] Completed", "node/model[2] Cancelled", "node/limit[1] Failed",
        }));
    }

    [Test]
    public async Task A_model_that_takes_no_tools_is_asked_by_text()
    {
        var models = new ScriptedChatModels(new ScriptedChatClient(
            new ScriptedAnswer { Failure = new NodeException("model.rejected", LocalText.Of("“ollama” did not accept the request (HTTP 400). gemma does not support tools", "x"), FaultKind.Flow) },
            ScriptedAnswer.Of("I look.\n\n```tool\n{\"name\": \"search\", \"arguments\": {\"query\": \"a\"}}\n```"),
            ScriptedAnswer.Of("It is so.")));

        var result = await RunAsync(models);

        using var all = Assert.EnterMultipleScope();
        Assert.That(result.Text("text"), Is.EqualTo("It is so."));
        Assert.That(models.Client.Options[0]!.Tools, Has.Count.EqualTo(1));
        Assert.That(models.Client.Options[1]!.Tools, Is.Null);
        Assert.That(models.Client.Requests[1][0].Text, Does.Contain("```tool").And.Contain("- search: Searches."));
        Assert.That(models.Client.Requests[2][^1].Text, Is.EqualTo("Result of search:\nfound 1"));
        Assert.That(result.Context.Steps.Select(step => $"{step.Path} {step.Status}"), Is.EqualTo(new[]
        {
            "node/model[1] Failed", "node/model[2] Completed", "node/search[1] Completed", "node/model[3] Completed",
        }));
    }

    [Test]
    public void A_model_that_takes_no_tools_fails_where_only_its_own_way_is_wanted()
    {
        var refusal = new NodeException("model.rejected", LocalText.Of("does not support tools", "x"), FaultKind.Flow);

        Assert.That(() => RunAsync(new ScriptedChatModels(new ScriptedChatClient(new ScriptedAnswer { Failure = refusal })), """{"protocol":"native"}"""), Throws.Exception.SameAs(refusal));
    }

    [TestCase("```tool\n{\"name\": \"search\"\n```", "tool.unknown")]
    [TestCase("```tool\n{\"name\": \"serch\", \"arguments\": {}}\n```", "tool.unknown")]
    [TestCase("```tool\n{\"name\": \"search\", \"arguments\": {\"q\": 1}}\n```", "tool.bad-arguments")]
    public async Task A_call_by_text_that_is_wrong_is_told_to_the_model(string written, string code)
    {
        var models = new ScriptedChatModels(written, "I answer.");

        var result = await RunAsync(models, """{"protocol":"text"}""");

        using var all = Assert.EnterMultipleScope();
        Assert.That(result.Text("text"), Is.EqualTo("I answer."));
        Assert.That(result.Context.Steps[1].Fault!.Code, Is.EqualTo(code));
    }

    [Test]
    public async Task An_answer_in_a_code_block_of_JSON_is_no_call()
    {
        var result = await RunAsync(new ScriptedChatModels("```json\n{\"days\": 28}\n```"), """{"protocol":"text"}""");

        Assert.That(result.Text("text"), Is.EqualTo("```json\n{\"days\": 28}\n```"));
    }

    [Test]
    public void What_a_tool_changed_is_not_changed_again_by_another_try()
    {
        var transient = new NodeException("model.unavailable", LocalText.Of("down", "중단"), FaultKind.Provider, isTransient: true);
        var models = new ScriptedChatModels(new ScriptedChatClient(ScriptedAnswer.Calling("search", new { query = "a" }), new ScriptedAnswer { Failure = transient }));

        var failure = Assert.ThrowsAsync<NodeException>(() => NodeHarness.RunAsync<AgentNode>("""{"changingTools":"allow"}""", Inputs(sideEffects: true), [models]));

        Assert.That((failure!.Code, failure.IsTransient), Is.EqualTo(("model.unavailable", false)));
    }

    [TestCase(true, "found 1", "Completed")]
    [TestCase(false, "Error: A person refused this call: too dear", "Failed")]
    [Hazard("SEC-67")]
    public async Task A_person_is_asked_before_something_is_changed(bool agrees, string told, string status)
    {
        var asked = new List<HumanQuestion>();
        var time = new FakeTimeProvider();
        var context = new TestNodeContext
        {
            Clock = time,
            OnQuestion = question =>
            {
                asked.Add(question);
                time.Advance(TimeSpan.FromDays(7));
                return new HumanAnswer(agrees) { Comment = agrees ? null : "too dear" };
            },
        };
        var models = new ScriptedChatModels(new ScriptedChatClient(ScriptedAnswer.Calling("search", new { query = "a" }), ScriptedAnswer.Of("Over.")));

        var result = await NodeHarness.RunAsync<AgentNode>("""{"changingTools":"ask"}""", Inputs(sideEffects: true), [models], context);

        using var all = Assert.EnterMultipleScope();
        Assert.That(result.Text("text"), Is.EqualTo("Over."), "the time that a person takes is not the agent's");
        Assert.That(asked.Single().Details!.Value.GetProperty("arguments").GetProperty("query").GetString(), Is.EqualTo("a"));
        Assert.That(models.Client.Requests[1].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single().Result, Is.EqualTo(told));
        Assert.That(context.Steps[1].Status.ToString(), Is.EqualTo(status));
    }

    [Test]
    public async Task Without_a_prompt_it_is_a_tool_only_or_says_that_it_has_nothing_to_do()
    {
        var inputs = Inputs();
        inputs.Remove("prompt");

        var tool = await NodeHarness.RunAsync<AgentNode>(null, inputs, [new ScriptedChatModels("x")], new TestNodeContext { Wired = ["tool"] });

        using var all = Assert.EnterMultipleScope();
        Assert.That(((ToolValue)tool["tool"]).Function.Name, Is.EqualTo("node"));
        Assert.That(() => NodeHarness.RunAsync<AgentNode>(null, inputs, [new ScriptedChatModels("x")]), Throws.TypeOf<NodeException>().With.Property("Code").EqualTo("agent.no-prompt"));
    }

    [TestCase("a name", false)]
    [TestCase("researcher-1", true)]
    [TestCase("", true)]
    public void Its_name_for_others_is_one_that_providers_take(string name, bool isFine) =>
        Assert.That(NodeHarness.ProblemsOf<AgentNode>(new { toolName = name }).IsEmpty, Is.EqualTo(isFine));

    private static Task<NodeResult> RunAsync(ScriptedChatModels models, object? settings = null) =>
        NodeHarness.RunAsync<AgentNode>(settings, Inputs(), [models]);

    private static Dictionary<string, object> Inputs(string prompt = "Do it.", bool sideEffects = false)
    {
        var found = 0;
        var function = AIFunctionFactory.Create((string query) => $"found {++found}", "search", "Searches.");
        return new Dictionary<string, object> { ["prompt"] = prompt, ["tools"] = new[] { new ToolValue(function, sideEffects) } };
    }

    // A new query each time, for ever.
    private static ScriptedChatModels Endless(int input, int output, ModelPrice? price = null) => new(new ScriptedChatClient(
        [.. Enumerable.Range(0, 50).Select(number => ScriptedAnswer.Calling("search", new { query = $"{number}" }) with { InputTokens = input, OutputTokens = output })]))
    { Price = price };

    private static Task Over(FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromSeconds(31));
        return new TaskCompletionSource().Task;
    }

    private sealed class Unpriced : IChatModels
    {
        public ValueTask<OpenedChatModel> OpenAsync(string connection, string? model, ICallObserver observer, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new OpenedChatModel(new ScriptedChatClient(ScriptedAnswer.Of("x")), connection, "new-model", Price: null, IsDeterministic: false));

        public ValueTask<IReadOnlyList<string>> ListModelsAsync(string connection, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<string>>([]);
    }
}
