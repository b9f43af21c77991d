using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Nodes.Logic;
using FlowBuilder.Nodes.Tests.Data.Tables;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;
using static FlowBuilder.Nodes.Tests.Control.ControlFlows;

namespace FlowBuilder.Nodes.Tests.Logic;

/// <summary>Switch and classify: what goes into which branch, and what the branches are.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class BranchNodeTests
{
    private static readonly object[] Rules =
    [
        new { name = "Korea", @operator = "equals", value = "KR", field = "country" },
        new { name = "large", @operator = "greater", value = "100", field = "total" },
        new { name = "비어 있음", @operator = "isEmpty", field = "items" },
    ];

    private static readonly object[] Classes =
    [
        new { name = "billing", about = "Invoices, refunds and payments." },
        new { name = "support", about = "Something does not work or an error is shown." },
        new { name = "배송", about = "택배와 배송 조회, 도착 날짜에 관한 질문." },
    ];

    [Test]
    public void Each_named_branch_is_an_output_and_the_rest_comes_last()
    {
        var node = new FlowNode { Id = new NodeId("s"), Type = "logic.switch", Settings = JsonMembers.Of(new { rules = Rules }) };

        Assert.That(
            Catalogue.Find("logic.switch")!.PortsOf(node).Where(port => port.Direction == PortDirection.Output).Select(port => port.Id),
            Is.EqualTo(new[] { "Korea", "large", "비어 있음", "else" }));
    }

    [TestCase("first", """{"country": "kr", "total": 500}""", "Korea")]
    [TestCase("all", """{"country": "KR", "total": 500}""", "Korea|large|비어 있음")]
    [TestCase("first", """{"country": "US", "total": 500}""", "large")]
    [TestCase("first", """{"country": "US", "total": 5, "items": []}""", "비어 있음")]
    [TestCase("all", """{"country": "US", "total": 5, "items": [1]}""", "else")]
    public async Task The_value_goes_where_the_rules_say(string match, string given, string branches)
    {
        var value = JsonSerializer.Deserialize<JsonElement>(given);
        var result = await NodeHarness.RunAsync<SwitchNode>(new { rules = Rules, match }, Value(value));

        Assert.That(string.Join('|', result.Ports), Is.EqualTo(branches));
        Assert.That(result.Ports.Select(port => ((JsonElement)result[port]!).GetRawText()), Has.All.EqualTo(given));
    }

    [TestCase("""[{"operator": "contains", "value": "x"}]""", "branch.unnamed")]
    [TestCase("""[{"name": "else", "value": "x"}]""", "branch.reserved")]
    [TestCase("""[{"name": "a", "value": "x"}, {"name": "a", "value": "y"}]""", "branch.twice")]
    [TestCase("""[{"name": "a", "operator": "matches", "value": "("}]""", "condition.pattern")]
    [TestCase("""[{"name": "a", "operator": "sounds like", "value": "("}]""", "setting.wrong-type")]
    [TestCase("""[{"name": "a", "field": "a["}]""", "json.path")]
    [TestCase("[]", "setting.missing")]
    public void What_is_wrong_with_a_branch_is_told_before_the_flow_runs(string rules, string code) =>
        Assert.That(
            Catalogue.Find("logic.switch")!.Check(JsonMembers.Empty.With("rules", JsonSerializer.Deserialize<JsonElement>(rules))).Select(problem => (problem.Code, problem.Setting)),
            Is.EqualTo(new[] { (code, "rules") }));

    [TestCase("I want a refund for my last invoice", "billing")]
    [TestCase("The app shows an error and nothing works", "support")]
    [TestCase("배송이 언제 도착하나요?", "배송")]
    [TestCase("Hello there", "else")]
    public async Task Without_a_model_words_are_compared_and_it_says_so(string text, string branch)
    {
        var result = await NodeHarness.RunAsync<ClassifyNode>(new { classes = Classes }, Value(text), [TableWorld.OfflineModels]);

        Assert.That(result[branch], Is.EqualTo(text));
        Assert.That((string)result["reason"]!, Does.StartWith("By likeness of words, without a model"));
        Assert.That((double)result["confidence"]!, branch == "else" ? Is.Zero : Is.InRange(0.5, 1.0));
        Assert.That(result.Has("class"), Is.EqualTo(branch != "else"));
    }

    [TestCase("""{"class": "billing", "confidence": 0.9, "reason": "It is about money."}""", "billing")]
    [TestCase("```json\n{\"class\": \"Billing\", \"confidence\": 90}\n```", "billing", TestName = "fenced, in percent, with a capital")]
    [TestCase("Support.", "support", TestName = "the bare name")]
    [TestCase("""{"class": "billing", "confidence": 0.2}""", "else", TestName = "not sure enough")]
    [TestCase("""{"class": "none", "confidence": 1}""", "else", TestName = "none of them")]
    public async Task A_models_answer_is_read_however_it_is_written(string answer, string branch)
    {
        var models = new ScriptedChatModels(answer);
        var result = await NodeHarness.RunAsync<ClassifyNode>(new { connection = "test", classes = Classes }, Value("text"), [models]);

        Assert.That(result.Ports, Does.Contain(branch));
        Assert.That(models.Client.Requests, Has.Count.EqualTo(1));
        Assert.That(models.Client.Requests[0][0].Text, Does.Contain("- billing: Invoices, refunds and payments."));
    }

    [Test]
    public async Task An_answer_outside_the_classes_is_asked_about_once()
    {
        var models = new ScriptedChatModels("""{"class": "sales", "confidence": 1}""", """{"class": "support", "confidence": 1}""");
        var result = await NodeHarness.RunAsync<ClassifyNode>(new { connection = "test", classes = Classes }, Value("text"), [models]);

        Assert.That(result["support"], Is.EqualTo("text"));
        Assert.That(models.Client.Requests[1][^1].Text, Does.Contain("\"billing\", \"support\", \"배송\", \"none\""));
        Assert.That(result.Context.Usage, Is.EqualTo(new Core.Nodes.TokenUsage(20, 10)));
    }

    [Test]
    public async Task And_after_that_the_value_goes_to_the_rest()
    {
        var models = new ScriptedChatModels("I cannot say.");
        var result = await NodeHarness.RunAsync<ClassifyNode>(new { connection = "test", classes = Classes }, Value("text"), [models]);

        Assert.That(result["else"], Is.EqualTo("text"));
        Assert.That(models.Client.Requests, Has.Count.EqualTo(2));
    }

    private static Dictionary<string, object> Value(object value) => new() { ["value"] = value };
}
