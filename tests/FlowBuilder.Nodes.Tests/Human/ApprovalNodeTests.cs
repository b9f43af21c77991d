using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Questions;
using FlowBuilder.Nodes.Human;
using FlowBuilder.Testing.Nodes;
using FlowBuilder.Testing.Time;

namespace FlowBuilder.Nodes.Tests.Human;

[Parallelizable(ParallelScope.All)]
public sealed class ApprovalNodeTests
{
    private static readonly object Settings = new { message = "Send this to {{name}}?", approveLabel = "Send", hours = 2 };
    private static readonly Dictionary<string, object> Inputs = new() { ["value"] = "Dear Kim", ["name"] = "Kim" };

    [TestCase(true, "approved")]
    [TestCase(false, "rejected")]
    public async Task Value_goes_the_way_that_the_person_decided_with_what_they_wrote(bool isApproved, string port)
    {
        var answer = new HumanAnswer(isApproved) { Comment = "because" };

        var result = await NodeHarness.RunAsync<ApprovalNode>(Settings, Inputs, context: new TestNodeContext { OnQuestion = _ => answer });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Ports, Is.EquivalentTo(new[] { port, "comment", "answer" }));
            Assert.That(result[port], Is.EqualTo("Dear Kim"));
            Assert.That(result.Text("comment"), Is.EqualTo("because"));
            Assert.That(result.Json("answer").GetProperty("isApproved").GetBoolean(), Is.EqualTo(isApproved));
        }
    }

    [Test]
    public async Task Person_reads_the_question_with_its_variables_what_it_is_about_and_until_when()
    {
        HumanQuestion? asked = null;
        var clock = new FakeTimeProvider();

        await NodeHarness.RunAsync<ApprovalNode>(
            Settings, Inputs, context: new TestNodeContext { Clock = clock, OnQuestion = question => { asked = question; return new HumanAnswer(true); } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked!.Text, Is.EqualTo("Send this to Kim?"));
            Assert.That(asked.Details?.GetString(), Is.EqualTo("Dear Kim"));
            Assert.That((asked.ApproveLabel, asked.RejectLabel), Is.EqualTo(("Send", (string?)null)));
            Assert.That(asked.Until, Is.EqualTo(clock.GetUtcNow().AddHours(2)));
        }
    }

    [Test]
    public async Task Without_hours_the_answer_is_waited_for_without_end()
    {
        var result = await NodeHarness.RunAsync<ApprovalNode>(
            new { message = "Go on?" }, new Dictionary<string, object> { ["value"] = 42d }, context: new TestNodeContext { OnQuestion = question => new HumanAnswer(question.Until is null) });

        Assert.That(result["approved"], Is.EqualTo(42d));
    }

    [Test]
    public async Task No_answer_in_time_counts_as_rejected()
    {
        var result = await NodeHarness.RunAsync<ApprovalNode>(Settings, Inputs, context: new TestNodeContext());

        Assert.That(result.Has("rejected"), Is.True);
        Assert.That(result.Text("comment"), Is.Empty);
    }

    [Test]
    public void No_answer_in_time_stops_the_flow_where_that_is_wanted()
    {
        var settings = new { message = "Go on?", hours = 0.5, afterTime = "fail" };

        var fault = Assert.ThrowsAsync<NodeException>(() => NodeHarness.RunAsync<ApprovalNode>(settings, new Dictionary<string, object> { ["value"] = "x" }, context: new TestNodeContext()));

        Assert.That((fault!.Code, fault.Kind), Is.EqualTo(("approval.unanswered", FaultKind.Timeout)));
        Assert.That(fault.Text.English, Does.Contain("0.5 hours"));
    }

    [Test]
    public async Task Form_shows_what_stands_in_it_at_first_and_gives_what_was_filled_in()
    {
        HumanQuestion? asked = null;
        var inputs = new Dictionary<string, object> { ["value"] = "order 7", ["draft"] = "Dear Kim", ["sum"] = "12.5" };
        var answer = new HumanAnswer(true)
        {
            Values = new Dictionary<string, JsonElement>
            {
                ["reply"] = JsonElement.Parse("\"Dear Ms Kim\""),
                ["amount"] = JsonElement.Parse("10"),
                ["way"] = JsonElement.Parse("\"mail\""),
            },
        };

        var result = await NodeHarness.RunAsync<ApprovalNode>(
            WithForm, inputs, context: new TestNodeContext { OnQuestion = question => { asked = question; return answer; } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked!.Fields.Select(field => field.Value?.ToString()), Is.EqualTo(new[] { "Dear Kim", "12.5", null, null, null }));
            Assert.That(asked.Fields[2].Choices, Is.EqualTo(new[] { "mail", "phone" }));
            Assert.That(asked.Fields.Select(field => field.IsRequired), Is.EqualTo(new[] { true, false, false, false, false }));
            Assert.That(result.Text("reply"), Is.EqualTo("Dear Ms Kim"));
            Assert.That(result["amount"], Is.EqualTo(10d));
            Assert.That(result.Text("way"), Is.EqualTo("mail"));
            Assert.That(result["urgent"], Is.False, "not ticked");
            Assert.That(result.Text("note"), Is.Empty);
        }
    }

    [Test]
    public async Task What_an_approval_does_not_speak_of_stays_as_it_stood()
    {
        var inputs = new Dictionary<string, object> { ["value"] = "order 7", ["draft"] = "Dear Kim", ["sum"] = "" };
        IReadOnlyList<string>? problems = null;

        var result = await NodeHarness.RunAsync<ApprovalNode>(WithForm, inputs, context: new TestNodeContext
        {
            OnQuestion = question =>
            {
                problems = [.. question.ProblemsOf(new HumanAnswer(true)).Select(problem => problem.Key)];
                return new HumanAnswer(true);
            },
        });

        Assert.That(problems, Is.Empty, "the required reply has stood there from the first");
        Assert.That(result.Text("reply"), Is.EqualTo("Dear Kim"));
        Assert.That(result.Has("amount"), Is.False);
    }

    [Test]
    public async Task Who_rejects_gives_no_values_of_the_form()
    {
        var inputs = new Dictionary<string, object> { ["value"] = "order 7", ["draft"] = "Dear Kim", ["sum"] = "many" };

        var result = await NodeHarness.RunAsync<ApprovalNode>(WithForm, inputs, context: new TestNodeContext { OnQuestion = _ => new HumanAnswer(false) });

        Assert.That(result.Ports, Is.EquivalentTo(new[] { "rejected", "comment", "answer" }));
    }

    [Test]
    public void Fields_and_their_variables_are_ports_of_their_types()
    {
        var ports = NodeHarness.PortsOf<ApprovalNode>(WithForm).ToList();

        Assert.That(
            ports.Where(port => port.Direction == PortDirection.Input).Select(port => port.Id), Is.SupersetOf(new[] { "value", "order", "draft", "sum" }));
        Assert.That(
            ports.Where(port => port.Direction == PortDirection.Output).Select(port => $"{port.Id}:{port.Type}"),
            Is.SupersetOf(new[] { "reply:text", "amount:number", "way:text", "urgent:boolean", "note:text" }));
    }

    [TestCase("""[{ "name": "comment" }]""", "branch.reserved")]
    [TestCase("""[{ "name": "" }]""", "branch.unnamed")]
    [TestCase("""[{ "name": "a" }, { "name": "a" }]""", "branch.twice")]
    [TestCase("""[{ "name": "way", "kind": "choice", "choices": [" "] }]""", "approval.no-choices")]
    [TestCase("""[{ "name": "a", "value": "{{#if" }]""", "template.syntax")]
    [TestCase("""[{ "name": "else" }]""", null)]
    public void Field_that_cannot_be_asked_is_told_before_the_run(string fields, string? code)
    {
        var problems = NodeHarness.ProblemsOf<ApprovalNode>(new { message = "Go on?", fields = JsonElement.Parse(fields) }).Select(problem => problem.Code);

        Assert.That(problems, code is null ? Is.Empty : Is.EqualTo(new[] { code }));
    }

    [TestCase("""{ "amount": "many" }""", "amount", "number")]
    [TestCase("""{ }""", "amount", "Fill in")]
    [TestCase("""{ "amount": 1, "way": "fax" }""", "way", "mail, phone")]
    [TestCase("""{ "amount": 1, "sure": "yes" }""", "sure", "true or false")]
    [TestCase("""{ "amount": 1, "note": 5 }""", "note", "text")]
    [TestCase("""{ "amount": 1, "extra": 5 }""", "extra", "amount, way, sure, note")]
    public void Answer_that_is_not_what_the_form_asks_for_is_told_by_field(string values, string field, string said)
    {
        var answer = new HumanAnswer(true) { Values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(values)! };

        var problem = Form.ProblemsOf(answer).Single();

        Assert.That(problem.Key, Is.EqualTo(field));
        Assert.That(problem.Value.English, Does.Contain(said));
    }

    [Test]
    public void Who_rejects_fills_in_nothing_and_a_whole_form_is_taken()
    {
        var whole = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{ "amount": 1.5, "way": "mail", "sure": false, "note": "" }""")!;

        Assert.That(Form.ProblemsOf(new HumanAnswer(false)), Is.Empty);
        Assert.That(Form.ProblemsOf(new HumanAnswer(true) { Values = whole }), Is.Empty);
    }

    private static readonly object WithForm = new
    {
        message = "Send {{order}}?",
        fields = new object[]
        {
            new { name = "reply", kind = "longText", value = "{{draft}}", required = true },
            new { name = "amount", kind = "number", value = "{{sum}}" },
            new { name = "way", kind = "choice", choices = new[] { "mail", " phone ", "mail" } },
            new { name = "urgent", kind = "yesNo" },
            new { name = "note" },
        },
    };

    private static HumanQuestion Form => new()
    {
        Text = "How much?",
        Fields =
        [
            new QuestionField { Name = "amount", Kind = QuestionFieldKind.Number, IsRequired = true },
            new QuestionField { Name = "way", Kind = QuestionFieldKind.Choice, Choices = ["mail", "phone"] },
            new QuestionField { Name = "sure", Kind = QuestionFieldKind.YesNo },
            new QuestionField { Name = "note", Kind = QuestionFieldKind.LongText },
        ],
    };
}
