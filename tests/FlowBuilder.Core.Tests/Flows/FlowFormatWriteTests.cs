using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Flows;

[Parallelizable(ParallelScope.All)]
public sealed class FlowFormatWriteTests
{
    [Test]
    public void The_example_of_the_format_is_canonical_to_the_byte()
    {
        var result = Examples.Read(Examples.Rag);

        Assert.That(Examples.Lines(result.Diagnostics), Is.Empty);
        Assert.That(Examples.Write(result.Flow!), Is.EqualTo(Examples.Rag));
    }

    [Test]
    public void Another_layout_order_and_escaping_of_one_flow_gives_the_same_bytes()
    {
        var flow = JsonSerializer.Deserialize<JsonElement>(Examples.Rag);
        var members = flow.EnumerateObject().Reverse().ToDictionary(member => member.Name, member => member.Value);
        var shuffled = JsonSerializer.Serialize(members).Replace("warranty", "\\u0077arranty", StringComparison.Ordinal);

        Assert.That(Examples.Write(Examples.Flow(shuffled)), Is.EqualTo(Examples.Rag));
    }

    [Test]
    public void An_empty_flow_has_only_what_is_always_written() =>
        Assert.That(Examples.Write(new Flow { Name = "x" }), Is.EqualTo("""
            {
              "format": "flowbuilder/1",
              "name": "x",
              "nodes": [],
              "edges": []
            }

            """));

    [Test]
    public void Settings_are_written_in_the_order_of_their_declaration_and_without_defaults()
    {
        var result = Examples.Read("""
            { "id": "m", "type": "model.chat", "settings":
              { "zzz": 1, "stop": [], "temperature": 0.70, "cached": false, "connection": "c", "system": "Be brief.", "output": "text" } }
            """, "");

        Assert.That(Examples.Write(result.Flow!), Does.Contain("""
                  "settings": { "connection": "c", "temperature": 0.70, "zzz": 1 } }
            """));
    }

    [Test]
    public void Settings_that_do_not_fit_on_a_line_have_a_line_each()
    {
        var prompt = new string('x', 100);
        var result = Examples.Read($$"""
            { "id": "m", "type": "model.chat", "title": "M", "settings":
              { "connection": "c", "system": "{{prompt}}", "stop": ["a", "b"] } }
            """, "");

        Assert.That(Examples.Write(result.Flow!), Does.Contain($$"""
                { "id": "m", "type": "model.chat", "version": 1, "title": "M",
                  "position": { "x": 0, "y": 0 },
                  "settings": {
                    "connection": "c",
                    "system": "{{prompt}}",
                    "stop": ["a", "b"]
                  } }
            """));
    }

    [Test]
    public void Nested_values_break_up_only_where_they_are_too_long()
    {
        var result = Examples.Read($$"""
            { "id": "m", "type": "x.y", "settings": { "deep": { "a": [1, { "b": {} }], "c": ["{{new string('p', 60)}}", "{{new string('q', 60)}}"] } } }
            """, "");

        Assert.That(Examples.Write(result.Flow!), Does.Contain($$"""
                  "settings": {
                    "deep": {
                      "a": [1, { "b": {} }],
                      "c": [
                        "{{new string('p', 60)}}",
                        "{{new string('q', 60)}}"
                      ]
                    }
                  } }
            """));
    }

    [Test]
    public void Every_script_is_written_as_it_is_and_only_what_must_be_is_escaped()
    {
        var flow = new Flow { Name = "한국어 👩‍👩‍👧 \u2028 <b>'&+ é \u007f/ \" \\ \n\t\u0001" };

        Assert.That(Examples.Write(flow), Does.Contain("\"name\": \"한국어 👩‍👩‍👧 \u2028 <b>'&+ é \u007f/ \\\" \\\\ \\n\\t\\u0001\","));
        Assert.That(Examples.Flow(Examples.Write(flow)).Name, Is.EqualTo(flow.Name));
    }

    [Test]
    [Hazard("BAD-19")]
    public void Half_a_surrogate_pair_typed_into_the_editor_does_not_make_the_file_unreadable()
    {
        var written = Examples.Write(new Flow { Name = "a\ud83d" });

        Assert.That(Examples.Flow(written).Name, Is.EqualTo("a\ufffd"));
    }

    [Test]
    public void There_is_no_byte_order_mark_no_carriage_return_and_one_final_newline()
    {
        var bytes = Examples.Format.Write(Examples.Flow(Examples.Rag.ReplaceLineEndings("\r\n")));

        Assert.That(bytes[0], Is.EqualTo((byte)'{'));
        Assert.That(bytes, Has.None.EqualTo((byte)'\r'));
        Assert.That(Encoding.UTF8.GetString(bytes), Does.EndWith("]\n}\n"));
    }

    [Test]
    public void Unknown_members_are_kept_at_every_level_and_follow_the_known_ones()
    {
        const string file = """
            {
              "format": "flowbuilder/1",
              "name": "x",
              "nodes": [
                { "id": "a", "type": "future.node", "version": 7,
                  "position": { "x": 0, "y": 0 },
                  "settings": { "b": 1, "a": [null, -0, 1e-400, 12345678901234567890] },
                  "policy": { "onError": "port", "retries": 2, "timeLimitSeconds": 1.5, "budget": { "cost": 0.05 }, "later": true },
                  "promoted": ["b"],
                  "shade": "dark" }
              ],
              "edges": [
                { "from": "a.x", "to": "b.y", "id": "e1", "style": { "dashed": true } }
              ],
              "notes": [
                { "id": "n", "text": "", "position": { "x": 0, "y": 0 }, "size": { "width": 1, "height": 2 }, "color": "violet", "by": "me" }
              ],
              "budget": { "cost": 1.5, "tokens": 20000, "seconds": 0.5, "onReached": "ask", "more": 1 },
              "$schema": "flow.schema.json",
              "__proto__": { "$type": "System.Diagnostics.Process" },
              "": 1
            }

            """;
        var withTarget = file.Replace("b.y", "a2.y", StringComparison.Ordinal)
            .Replace("\"shade\": \"dark\" }", "\"shade\": \"dark\" },\n    { \"id\": \"a2\", \"type\": \"future.node\", \"version\": 7,\n      \"position\": { \"x\": 0, \"y\": 0 } }", StringComparison.Ordinal);

        Assert.That(Examples.Write(Examples.Flow(withTarget)), Is.EqualTo(withTarget));
    }

    [Test]
    public void A_known_name_among_the_unknown_members_is_not_written_twice()
    {
        var flow = new Flow { Name = "x", Extra = JsonMembers.Of(new { name = "y", other = 1 }) };

        Assert.That(Examples.Flow(Examples.Write(flow)).Name, Is.EqualTo("x"));
    }

    [Test]
    public void Hashes_are_lower_case_sha_256_of_what_they_are_said_to_be()
    {
        var flow = Examples.Flow(Examples.Rag);
        var expected = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Examples.Rag));

        Assert.That(Examples.Format.ContentHash(flow), Is.EqualTo(Convert.ToHexStringLower(expected)));
        Assert.That(Examples.Format.SemanticHash(flow), Does.Match("^[0-9a-f]{64}$"));
    }

    [TestCase("\"Answer from my documents\"", "\"Other name\"")]
    [TestCase("\"Finds passages and answers from them.\"", "\"Other\"")]
    [TestCase("[\"rag\"]", "[\"other\"]")]
    [TestCase("\"title\": \"Prompt\"", "\"title\": \"프롬프트\"")]
    [TestCase("\"x\": 640", "\"x\": 641")]
    [TestCase("\"color\": \"yellow\"", "\"color\": \"blue\"")]
    [TestCase("How long is the warranty?", "Why?")]
    [TestCase("\"tags\": [\"rag\"]", "\"tags\": [\"rag\"], \"budget\": { \"cost\": 1 }")]
    [TestCase("\"title\": \"Prompt\"", "\"title\": \"Prompt\", \"policy\": { \"budget\": { \"tokens\": 9 } }")]
    public void What_people_see_only_changes_the_content_hash_and_not_the_semantic_one(string old, string changed)
    {
        var (before, after) = (Examples.Flow(Examples.Rag), Examples.Flow(Examples.Rag.Replace(old, changed, StringComparison.Ordinal)));

        Assert.That(Examples.Format.ContentHash(after), Is.Not.EqualTo(Examples.Format.ContentHash(before)));
        Assert.That(Examples.Format.SemanticHash(after), Is.EqualTo(Examples.Format.SemanticHash(before)));
    }

    [TestCase("\"top\": 4", "\"top\": 3")]
    [TestCase("\"name\": \"answer\"", "\"name\": \"reply\"")]
    [TestCase("Use only this", "Use this")]
    [TestCase("{ \"from\": \"question.text\", \"to\": \"passages.query\" },", "")]
    [TestCase("\"temperature\": 0", "\"temperature\": 1")]
    public void What_can_change_a_result_changes_both_hashes(string old, string changed)
    {
        var (before, after) = (Examples.Flow(Examples.Rag), Examples.Flow(Examples.Rag.Replace(old, changed, StringComparison.Ordinal)));

        Assert.That(Examples.Format.ContentHash(after), Is.Not.EqualTo(Examples.Format.ContentHash(before)));
        Assert.That(Examples.Format.SemanticHash(after), Is.Not.EqualTo(Examples.Format.SemanticHash(before)));
    }

    [Test]
    public void A_setting_given_as_its_default_hashes_like_one_left_out()
    {
        var given = Examples.Flow(Examples.Rag.Replace("\"temperature\": 0", "\"temperature\": null, \"cached\": false", StringComparison.Ordinal));
        var leftOut = Examples.Flow(Examples.Rag.Replace(", \"temperature\": 0", "", StringComparison.Ordinal));

        Assert.That(Examples.Format.ContentHash(given), Is.EqualTo(Examples.Format.ContentHash(leftOut)));
    }
}
