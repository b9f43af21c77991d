using System.Text;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Compilation;

[Parallelizable(ParallelScope.All)]
public sealed class FlowValidatorTests
{
    private const string Question = """{ "id": "q", "type": "input.text" }""";
    private const string Model = """{ "id": "m", "type": "model.chat", "title": "Draft", "settings": { "connection": "c" } }""";
    private const string Result = """{ "id": "r", "type": "output.text" }""";
    private const string Merge = """{ "id": "x", "type": "logic.merge" }""";

    [TestCase("q.gone", "m.prompt", "edge.unknown-port $.edges[0].from", "\"Text input\" has no output \"gone\".")]
    [TestCase("q.text", "m.gone", "edge.unknown-port $.edges[0].to", "\"Draft\" has no input \"gone\".")]
    [TestCase("z.text", "m.prompt", "edge.dangling $.edges[0].from", "There is no node \"z\".")]
    [TestCase("q.text", "z.prompt", "edge.dangling $.edges[0].to", "There is no node \"z\".")]
    [TestCase("m.prompt", "r.value", "edge.direction $.edges[0].from", "must begin at an output")]
    [TestCase("q.text", "m.text", "edge.direction $.edges[0].to", "must end at an input")]
    [TestCase("r.value", "m.prompt", "edge.hidden-port $.edges[0].from", "the flow's own result")]
    [TestCase("q.text", "m.images", "edge.type $.edges[0].to", "gives text, but \"images\" takes an image.")]
    [TestCase("m.text", "m.prompt", "edge.self $.edges[0].to", "A node cannot feed itself.")]
    [Hazard("BAD-2")]
    public void An_edge_that_cannot_be_is_refused_at_the_end_that_is_wrong(string from, string to, string line, string said)
    {
        var result = Examples.Read($"{Question}, {Model}, {Result}", $$"""{ "from": "{{from}}", "to": "{{to}}" }""");

        var problem = result.Diagnostics.Single(diagnostic => diagnostic.Severity == DiagnosticSeverity.Invalid);
        Assert.That(Examples.Lines([problem]), Is.EqualTo(new[] { line }));
        Assert.That(problem.Text.English, Does.Contain(said));
        Assert.That(problem.Node, Is.Not.Null);
        Assert.That(problem.Port, Is.Not.Null);
    }

    [Test]
    public void Both_ends_of_one_edge_are_reported()
    {
        var result = Examples.Read(Question, """{ "from": "y.text", "to": "z.prompt" }""");

        Assert.That(Invalid(result), Is.EqualTo(new[] { "edge.dangling $.edges[0].from", "edge.dangling $.edges[0].to" }));
    }

    [Test]
    public void A_single_input_takes_one_edge_and_a_list_takes_several()
    {
        var result = Examples.Read(
            $"{Question}, {Model}, {Result}, {Merge}",
            """
            { "from": "q.text", "to": "r.value" }, { "from": "m.text", "to": "r.value" }, { "from": "m.json", "to": "r.value" },
            { "from": "q.text", "to": "x.values" }, { "from": "m.text", "to": "x.values" }
            """);

        Assert.That(Invalid(result), Is.EqualTo(new[] { "edge.port-taken $.edges[1].to", "edge.port-taken $.edges[2].to" }));
        Assert.That(result.Diagnostics.First(diagnostic => diagnostic.Code == DiagnosticCodes.EdgePortTaken).Text.English, Does.Contain("from \"Text input\""));
    }

    [Test]
    [Hazard("BAD-3")]
    public void The_same_edge_is_refused_however_often_it_stands_there()
    {
        var edges = string.Join(",", Enumerable.Repeat("""{ "from": "q.text", "to": "x.values" }""", 500));

        var result = Examples.Read($"{Question}, {Merge}", edges);

        Assert.That(Invalid(result), Has.Length.EqualTo(499).And.All.StartsWith("edge.duplicate $.edges["));
    }

    [Test]
    [Hazard("BAD-1")]
    public void Each_of_several_cycles_is_named_with_the_ids_on_it()
    {
        var nodes = string.Join(",", Enumerable.Range(0, 8).Select(i => $$"""{ "id": "n{{i}}", "type": "logic.merge" }"""));
        var edges = string.Join(",", new[] { (0, 1), (1, 0), (2, 3), (3, 4), (4, 2), (5, 6), (6, 7), (7, 5), (7, 6) }
            .Select(edge => $$"""{ "from": "n{{edge.Item1}}.value", "to": "n{{edge.Item2}}.values" }"""));

        var result = Examples.Read(nodes, edges);

        Assert.That(Invalid(result), Is.EqualTo(new[] { "flow.cycle $.edges[1]", "flow.cycle $.edges[4]", "flow.cycle $.edges[7]" }));
        var texts = result.Diagnostics.Where(diagnostic => diagnostic.Code == DiagnosticCodes.FlowCycle).Select(diagnostic => diagnostic.Text.English).ToArray();
        Assert.That(texts[0], Does.StartWith("2 nodes form a cycle: n0 → n1 → n0."));
        Assert.That(texts[1], Does.StartWith("3 nodes form a cycle: n2 → n3 → n4 → n2."));
        Assert.That(texts[2], Does.StartWith("3 nodes form a cycle: n5 → n6 → n7 → n5."));
    }

    [Test]
    [Hazard("BAD-1")]
    public void Nodes_that_share_a_cycle_with_others_are_counted()
    {
        var nodes = string.Join(",", Enumerable.Range(0, 3).Select(i => $$"""{ "id": "n{{i}}", "type": "logic.merge" }"""));
        var edges = string.Join(",", new[] { (0, 1), (1, 0), (1, 2), (2, 1) }
            .Select(edge => $$"""{ "from": "n{{edge.Item1}}.value", "to": "n{{edge.Item2}}.values" }"""));

        var text = Examples.Read(nodes, edges).Diagnostics.Single(diagnostic => diagnostic.Code == DiagnosticCodes.FlowCycle).Text;

        Assert.That(text.English, Does.Contain("n0 → n1 → n0. 1 more nodes"));
    }

    [Test]
    [Hazard("BAD-3")]
    public void Duplicate_and_malformed_ids_are_refused()
    {
        var result = Examples.Read("""{ "id": "a", "type": "t.t" }, { "id": "a", "type": "t.t" }, { "id": "", "type": "t.t" }, { "id": "__proto__", "type": "t.t" }, { "id": "a b", "type": "t.t" }""", "");

        Assert.That(Invalid(result), Is.EqualTo(new[]
        {
            "node.duplicate-id $.nodes[1].id", "node.id-form $.nodes[2].id", "node.id-form $.nodes[3].id", "node.id-form $.nodes[4].id",
        }));
    }

    [Test]
    public void Duplicate_and_malformed_note_ids_are_refused()
    {
        var result = Examples.Read("""{ "format": "flowbuilder/1", "notes": [{ "id": "n" }, { "id": "n" }, { "id": "1" }] }""");

        Assert.That(Invalid(result), Is.EqualTo(new[] { "note.duplicate-id $.notes[1].id", "note.id-form $.notes[2].id" }));
    }

    [Test]
    public void Edges_of_nodes_of_unknown_types_are_not_judged()
    {
        var result = Examples.Read(
            $$"""{{Question}}, { "id": "p", "type": "third.party" }, { "id": "n", "type": "model.chat", "version": 9 }""",
            """{ "from": "q.text", "to": "p.anything" }, { "from": "p.else", "to": "n.more" }""");

        Assert.That(Invalid(result), Is.Empty);
        Assert.That(Examples.Lines(result.Diagnostics), Is.EqualTo(new[] { "node.unknown-type $.nodes[1].type", "node.newer-version $.nodes[2].version" }));
    }

    [Test]
    public void A_required_input_without_an_edge_is_incomplete_not_wrong()
    {
        var result = Examples.Read(Model, "");

        var problem = result.Diagnostics.Single(diagnostic => diagnostic.Code == DiagnosticCodes.InputNotConnected);
        Assert.That(problem.Severity, Is.EqualTo(DiagnosticSeverity.Incomplete));
        Assert.That((problem.Path, problem.Node?.Value, problem.Port), Is.EqualTo(("$.nodes[0]", "m", "prompt")));
        Assert.That(problem.Text.English, Is.EqualTo("\"Draft\" needs a wire at its input \"prompt\"."));
        Assert.That(problem.Text.All["ko"], Is.EqualTo("\"Draft\" 노드의 \"프롬프트\" 입력에 연결선을 이으세요."));
    }

    [TestCase("""{ }""", "setting.missing $.nodes[0].settings.connection")]
    [TestCase("""{ "connection": "c", "temperature": 2.1 }""", "setting.out-of-range $.nodes[0].settings.temperature")]
    [TestCase("""{ "connection": "c", "temperature": "1" }""", "setting.wrong-type $.nodes[0].settings.temperature")]
    [TestCase("""{ "connection": 5 }""", "setting.wrong-type $.nodes[0].settings.connection")]
    [TestCase("""{ "connection": null }""", "setting.wrong-type $.nodes[0].settings.connection")]
    [TestCase("""{ "connection": "c", "model": null }""", "setting.wrong-type $.nodes[0].settings.model")]
    [TestCase("""{ "connection": "c", "output": 1 }""", "setting.wrong-type $.nodes[0].settings.output")]
    [TestCase("""{ "connection": "c", "output": "TEXT" }""", "setting.wrong-type $.nodes[0].settings.output")]
    [TestCase("""{ "connection": "c", "stop": [null] }""", "setting.wrong-type $.nodes[0].settings.stop")]
    [TestCase("""{ "connection": "c", "headers": [{ "name": "x" }] }""", "setting.wrong-type $.nodes[0].settings.headers")]
    [TestCase("""{ "connection": "c", "headers": [{ "name": "x", "value": null }] }""", "setting.wrong-type $.nodes[0].settings.headers")]
    [TestCase("""{ "connection": "c", "output": "jsonSchema" }""", "setting.missing $.nodes[0].settings.schema")]
    [TestCase("""{ "connection": "c", "system": " " }""", "setting.missing $.nodes[0].settings.system")]
    public void A_setting_that_is_wrong_or_missing_can_be_saved_and_not_run(string settings, string line)
    {
        var result = Examples.Read($$"""{ "id": "m", "type": "model.chat", "settings": {{settings}} }""", "");

        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Setting is not null).ToArray();
        Assert.That(Examples.Lines(problems), Is.EqualTo(new[] { line }));
        Assert.That(problems[0].Severity, Is.EqualTo(DiagnosticSeverity.Incomplete));
        Assert.That(problems[0].Text.English, Does.StartWith("\"Model\": "));
        Assert.That(result.Flow, Is.Not.Null);
    }

    [Test]
    public void A_setting_that_a_wire_feeds_need_not_be_filled_in()
    {
        var result = Examples.Read(
            $$"""{{Question}}, { "id": "m", "type": "model.chat", "settings": { "connection": "c", "system": "" } }, {{Result}}""",
            """{ "from": "q.text", "to": "m.prompt" }, { "from": "q.text", "to": "m.system" }, { "from": "m.text", "to": "r.value" }""");

        Assert.That(result.Diagnostics, Is.Empty);
    }

    [Test]
    public void A_problem_of_several_settings_together_is_incomplete_too()
    {
        var result = Examples.Read("""{ "id": "c", "type": "data.checked", "settings": { "least": 11 } }""", "");

        Assert.That(Examples.Lines(result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Incomplete)), Is.EqualTo(new[] { "setting.out-of-range $.nodes[0].settings.range" }));
    }

    [Test]
    public void A_setting_of_another_type_of_node_is_worth_a_warning()
    {
        var result = Examples.Read("""{ "id": "q", "type": "input.text", "settings": { "tempreture": 1 } }""", "");

        Assert.That(Examples.Lines(result.Diagnostics), Does.Contain("setting.unknown $.nodes[0].settings.tempreture"));
        Assert.That(result.Diagnostics.Single(diagnostic => diagnostic.Code == DiagnosticCodes.SettingUnknown).Severity, Is.EqualTo(DiagnosticSeverity.Warning));
    }

    [Test]
    public void Ports_that_unreadable_settings_would_have_made_are_not_held_against_the_edges()
    {
        var result = Examples.Read(
            $$"""{{Question}}, { "id": "p", "type": "prompt.template", "settings": { "template": 12 } }""",
            """{ "from": "q.text", "to": "p.question" }""");

        Assert.That(Invalid(result), Is.Empty);
        Assert.That(Examples.Lines(result.Diagnostics), Does.Contain("setting.wrong-type $.nodes[1].settings.template"));
    }

    [Test]
    public void A_policy_out_of_range_is_refused_and_a_missing_fallback_is_incomplete()
    {
        var result = Examples.Read("""
            { "id": "a", "type": "t.t", "policy": { "retries": 11 } }, { "id": "b", "type": "t.t", "policy": { "retries": -1, "timeLimitSeconds": 0 } },
            { "id": "c", "type": "t.t", "policy": { "timeLimitSeconds": 86401 } }, { "id": "d", "type": "t.t", "policy": { "onError": "fallback" } },
            { "id": "e", "type": "t.t", "policy": { "onError": "fallback", "fallback": null, "retries": 10, "timeLimitSeconds": 0.5 } }
            """, "");

        Assert.That(Invalid(result), Is.EqualTo(new[]
        {
            "policy.out-of-range $.nodes[0].policy.retries",
            "policy.out-of-range $.nodes[1].policy.retries",
            "policy.out-of-range $.nodes[1].policy.timeLimitSeconds",
            "policy.out-of-range $.nodes[2].policy.timeLimitSeconds",
        }));
        Assert.That(Examples.Lines(result.Diagnostics.Where(diagnostic => diagnostic.Code == DiagnosticCodes.PolicyNoFallback)), Is.EqualTo(new[] { "policy.no-fallback $.nodes[3].policy.fallback" }));
    }

    [Test]
    public void The_error_port_is_there_only_under_the_policy_that_makes_it()
    {
        const string edge = """{ "from": "m.error", "to": "x.values" }""";
        var with = Model.Replace("\"title\"", "\"policy\": { \"onError\": \"port\" }, \"title\"", StringComparison.Ordinal);

        Assert.That(Invalid(Examples.Read($"{Model}, {Merge}", edge)), Is.EqualTo(new[] { "edge.unknown-port $.edges[0].from" }));
        Assert.That(Invalid(Examples.Read($"{with}, {Merge}", edge)), Is.Empty);
    }

    [Test]
    [Hazard("BAD-21")]
    public void Two_inputs_or_results_of_one_name_are_incomplete_also_when_one_is_typed_in_other_code_points()
    {
        var (composed, decomposed) = ("질문".Normalize(NormalizationForm.FormC), "질문".Normalize(NormalizationForm.FormD));
        var result = Examples.Read($$"""
            { "id": "a", "type": "input.text", "settings": { "name": "{{composed}}" } }, { "id": "b", "type": "input.text", "settings": { "name": "{{decomposed}}" } },
            { "id": "c", "type": "output.text" }, { "id": "d", "type": "output.text" }
            """, "");

        Assert.That(Examples.Lines(result.Diagnostics.Where(diagnostic => diagnostic.Code.StartsWith("flow.", StringComparison.Ordinal))), Is.EqualTo(new[]
        {
            "flow.duplicate-input $.nodes[1].settings.name", "flow.duplicate-output $.nodes[3].settings.name",
        }));
        Assert.That(result.Flow, Is.Not.Null);
    }

    [Test]
    [Hazard("BAD-2")]
    public void An_empty_flow_a_flow_without_a_result_and_a_lone_node_are_worth_a_warning()
    {
        Assert.That(Examples.Lines(Examples.Read("", "").Diagnostics), Is.EqualTo(new[] { "flow.no-nodes $.nodes" }));
        Assert.That(
            Examples.Lines(Examples.Read($"{Question}, {Question.Replace("\"q\"", "\"q2\", \"settings\": { \"name\": \"b\" }", StringComparison.Ordinal)}", "").Diagnostics),
            Is.EqualTo(new[] { "node.alone $.nodes[0]", "node.alone $.nodes[1]", "flow.no-output $.nodes" }));
    }

    [Test]
    public void Limits_say_which_and_by_how_much()
    {
        var nodes = string.Join(",", Enumerable.Range(0, 10_001).Select(i => $$"""{"id":"n{{i}}","type":"t.t"}"""));
        var edges = string.Join(",", Enumerable.Range(0, 50_003).Select(i => $$"""{"from":"n{{i}}.a","to":"n{{i}}.b"}"""));

        var result = Examples.Read(nodes, edges);

        Assert.That(Examples.Lines(result.Diagnostics), Is.EqualTo(new[] { "limit.nodes $.nodes", "limit.edges $.edges" }));
        Assert.That(result.Diagnostics[0].Text.English, Is.EqualTo("The flow has 10,001 nodes; 10,000 are allowed, 1 fewer. Split it into several flows."));
        Assert.That(result.Diagnostics[1].Text.English, Does.Contain("50,003 edges; 50,000 are allowed, 3 fewer"));
    }

    [Test]
    public void A_setting_over_1_MiB_and_a_name_over_1000_characters_are_refused()
    {
        var result = Examples.Read(
            $$"""{ "id": "q", "type": "input.text", "title": "{{new string('t', 1001)}}", "settings": { "example": "{{new string('e', 1024 * 1024)}}" } }""", "");

        Assert.That(Invalid(result), Is.EqualTo(new[] { "limit.text $.nodes[0].title", "limit.setting $.nodes[0].settings.example" }));
        Assert.That(result.Diagnostics.Single(diagnostic => diagnostic.Code == DiagnosticCodes.LimitSetting).Text.English, Does.Contain("2 fewer"));
    }

    [Test]
    public void A_flow_drawn_in_memory_is_checked_like_one_from_a_file()
    {
        var flow = new Flow
        {
            Name = new string('x', 1001),
            Nodes = [new FlowNode { Id = new NodeId("9"), Type = "logic.merge", Policy = new NodePolicy { Retries = 99 } }, new FlowNode { Id = default, Type = "" }],
            Edges = [new FlowEdge(default, new PortAddress(new NodeId("9"), "nowhere"))],
            Notes = [new FlowNote { Id = "", Text = new string('가', 400_000) }],
        };

        var lines = Examples.Lines(new FlowValidator(Examples.Catalogue).Check(flow)).ToArray();

        Assert.That(lines, Is.SupersetOf(new[]
        {
            "limit.text $.name", "node.id-form $.nodes[0].id", "policy.out-of-range $.nodes[0].policy.retries", "node.id-form $.nodes[1].id",
            "edge.dangling $.edges[0].from", "edge.unknown-port $.edges[0].to", "note.id-form $.notes[0].id", "limit.text $.notes[0].text",
        }));
    }

    [Test]
    [CancelAfter(60_000)]
    [Hazard("BAD-5")]
    public void A_chain_of_10000_nodes_a_wide_fan_and_a_cycle_through_all_are_checked_without_recursion()
    {
        Assert.That(Invalid(Read(Enumerable.Range(0, 9_999).Select(i => (i, i + 1)))), Is.Empty);
        Assert.That(Invalid(Read(Enumerable.Range(1, 9_999).Select(i => (0, i)))), Is.Empty);
        Assert.That(Invalid(Read(Enumerable.Range(1, 9_999).Select(i => (i, 0)))), Is.Empty);
        Assert.That(Invalid(Read(Enumerable.Range(0, 10_000).Select(i => (i, (i + 1) % 10_000)))), Is.EqualTo(new[] { "flow.cycle $.edges[9999]" }));

        static FlowReadResult Read(IEnumerable<(int From, int To)> edges) => Examples.Read(
            string.Join(",", Enumerable.Range(0, 10_000).Select(i => $$"""{"id":"n{{i}}","type":"logic.merge"}""")),
            string.Join(",", edges.Select(edge => $$"""{"from":"n{{edge.From}}.value","to":"n{{edge.To}}.values"}""")));
    }

    private static string[] Invalid(FlowReadResult result) =>
        [.. Examples.Lines(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Invalid))];
}
