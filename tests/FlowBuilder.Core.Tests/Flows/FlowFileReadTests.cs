using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Flows;

/// <summary>Flows whose parts are of the wrong form.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FlowFileReadTests
{
    [Test]
    public void All_wrong_kinds_of_value_are_reported_at_once_with_their_paths()
    {
        var result = Examples.Read("""
            {
              "format": "flowbuilder/1", "name": 5, "description": null, "tags": ["a", 1, null],
              "nodes": [
                7,
                { "id": 9007199254740993, "type": "x.y" },
                { "id": "a", "type": ["x.y"], "version": "1.0.0-x", "title": {}, "settings": [], "policy": 1, "promoted": "all" },
                { "type": "x.y" },
                { "id": "b" },
                { "id": "c", "type": "x.y", "version": -1 },
                { "id": "d", "type": "x.y", "version": 1.5, "policy": { "onError": "retry", "retries": "2", "timeLimitSeconds": 1e400 } },
                null
              ],
              "edges": [ [], { "from": "a.x" }, { "from": "a", "to": "1.x" }, { "from": 1, "to": ".x" } ],
              "notes": [ { "id": 1 }, { "text": "x" }, { "id": "n", "text": 1, "color": 2 } ]
            }
            """);

        Assert.That(result.Flow, Is.Null);
        Assert.That(Examples.Lines(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Invalid)), Is.EquivalentTo(new[]
        {
            "member.wrong-type $.name",
            "member.wrong-type $.description",
            "member.wrong-type $.tags[1]",
            "member.wrong-type $.tags[2]",
            "member.wrong-type $.nodes[0]",
            "member.wrong-type $.nodes[1].id",
            "member.wrong-type $.nodes[2].type",
            "member.wrong-type $.nodes[2].version",
            "member.wrong-type $.nodes[2].title",
            "member.wrong-type $.nodes[2].settings",
            "member.wrong-type $.nodes[2].policy",
            "member.wrong-type $.nodes[2].promoted",
            "member.missing $.nodes[3].id",
            "member.missing $.nodes[4].type",
            "member.wrong-value $.nodes[5].version",
            "member.wrong-type $.nodes[6].version",
            "member.wrong-value $.nodes[6].policy.onError",
            "member.wrong-type $.nodes[6].policy.retries",
            "member.wrong-type $.nodes[6].policy.timeLimitSeconds",
            "member.wrong-type $.nodes[7]",
            "member.wrong-type $.edges[0]",
            "member.missing $.edges[1].to",
            "edge.address-form $.edges[2].from",
            "edge.address-form $.edges[2].to",
            "member.wrong-type $.edges[3].from",
            "edge.address-form $.edges[3].to",
            "member.wrong-type $.notes[0].id",
            "member.missing $.notes[1].id",
            "member.wrong-type $.notes[2].text",
            "member.wrong-type $.notes[2].color",
        }));
    }

    [Test]
    public void Messages_say_what_was_expected_and_what_was_found_in_both_languages()
    {
        var text = Examples.Read("""{ "id": 12, "type": "x.y" }""", "").Diagnostics[0].Text;

        Assert.That(text.English, Is.EqualTo("This must be a text, but it is a number."));
        Assert.That(text.All["ko"], Is.EqualTo("값의 형식이 맞지 않습니다. 필요한 형식: 텍스트, 지금 형식: 숫자."));
    }

    [Test]
    public void Paths_count_in_the_file_although_unreadable_parts_before_were_left_out()
    {
        var result = Examples.Read(
            """null, { "id": "a", "type": "input.text" }, 3, { "id": "a", "type": "input.text" }""",
            """1, { "from": "a.text", "to": "gone.x" }""");

        Assert.That(Examples.Lines(result.Diagnostics), Is.SupersetOf(new[] { "node.duplicate-id $.nodes[3].id", "edge.dangling $.edges[1].to" }));
    }

    [TestCase("""{ "x": 1e308, "y": -1e308 }""", 1_000_000, -1_000_000, 2)]
    [TestCase("""{ "x": 1e400, "y": 0 }""", 1_000_000, 0, 1)]
    [TestCase("""{ "x": "12", "y": 3 }""", 0, 3, 1)]
    [TestCase("""{ "x": null }""", 0, 0, 1)]
    [TestCase(""" "left" """, 0, 0, 1)]
    [TestCase("null", 0, 0, 1)]
    [TestCase("""{ "x": 1.5, "y": -2.5 }""", 2, -3, 0)]
    [TestCase("""{ "x": 1, "y": 2, "z": 3 }""", 1, 2, 1)]
    [TestCase("{}", 0, 0, 0)]
    [Hazard("BAD-27")]
    public void A_position_is_rounded_and_clamped_and_never_a_reason_to_refuse(string position, int x, int y, int warnings)
    {
        var result = Examples.Read($$"""{ "id": "a", "type": "x.y", "position": {{position}} }""", "");

        Assert.That(result.Flow!.Nodes[0].Position, Is.EqualTo(new CanvasPoint(x, y)));
        Assert.That(result.Diagnostics.Count(diagnostic => diagnostic.Code == DiagnosticCodes.PlaceAdjusted), Is.EqualTo(warnings));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Code == DiagnosticCodes.PlaceAdjusted).Select(diagnostic => diagnostic.Severity), Is.All.EqualTo(DiagnosticSeverity.Warning));
    }

    [TestCase("""{ "width": 0, "height": -5 }""", 1, 1)]
    [TestCase("""{ "width": 1e9, "height": "tall" }""", 10_000, 120)]
    [TestCase("7", 240, 120)]
    [Hazard("BAD-27")]
    public void A_note_has_a_size_whatever_the_file_says(string size, int width, int height)
    {
        var flow = Examples.Flow($$"""{ "format": "flowbuilder/1", "notes": [{ "id": "n", "size": {{size}} }] }""");

        Assert.That(flow.Notes[0].Size, Is.EqualTo(new CanvasSize(width, height)));
    }

    [Test]
    [Hazard("BAD-15")]
    public void A_name_in_the_wrong_case_is_kept_and_pointed_out()
    {
        var result = Examples.Read("""{ "id": "a", "type": "x.y", "Title": "T", "TYPE": 1 }""", "");

        Assert.That(result.Flow!.Nodes[0].Title, Is.Empty);
        Assert.That(result.Flow.Nodes[0].Extra, Has.Count.EqualTo(2));
        Assert.That(Examples.Lines(result.Diagnostics), Is.SupersetOf(new[] { "member.case $.nodes[0].Title", "member.case $.nodes[0].TYPE" }));
    }

    [Test]
    [Hazard("BAD-10", "SEC-14")]
    public void A_type_that_is_not_known_here_is_kept_as_it_was_and_only_stops_runs()
    {
        var result = Examples.Read("""{ "id": "a", "type": "third.party", "title": "Mine", "settings": { "x": [1.50] } }""", "");

        var problem = result.Diagnostics.Single(diagnostic => diagnostic.Code == DiagnosticCodes.NodeUnknownType);
        Assert.That(problem.Severity, Is.EqualTo(DiagnosticSeverity.Incomplete));
        Assert.That(problem.Text.English, Does.Contain("\"Mine\"").And.Contain("\"third.party\""));
        Assert.That(Examples.Write(result.Flow!), Does.Contain("\"settings\": { \"x\": [1.50] }"));
    }

    [Test]
    [Hazard("BAD-11")]
    public void A_node_of_a_newer_version_is_kept_as_it_was_and_only_stops_runs()
    {
        var result = Examples.Read("""{ "id": "a", "type": "model.chat", "version": 2, "settings": { "cached": false, "mode": 1 } }""", "");

        var problem = result.Diagnostics.Single();
        Assert.That(problem.Code, Is.EqualTo(DiagnosticCodes.NodeNewerVersion));
        Assert.That(problem.Severity, Is.EqualTo(DiagnosticSeverity.Incomplete));
        Assert.That(Examples.Write(result.Flow!), Does.Contain("\"version\": 2").And.Contain("{ \"cached\": false, \"mode\": 1 }"));
    }

    [Test]
    [Hazard("BAD-21")]
    public void What_a_file_says_cannot_flood_or_disguise_a_message()
    {
        var title = new string('a', 500) + "\\u202e";

        var result = Examples.Read($$"""{ "id": "\u202e\u0000", "type": "x.y", "title": "{{title}}" }""", "");

        var texts = result.Diagnostics.SelectMany(diagnostic => diagnostic.Text.All.Values).ToArray();
        Assert.That(texts, Has.None.Matches<string>(text => text.Contains('\u202e', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal)));
        Assert.That(texts, Has.All.Length.LessThan(400));
    }
}
