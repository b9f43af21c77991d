using System.Text;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Flows;

/// <summary>Files that are no flow at all.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FlowFileRefusalTests
{
    [TestCase("", "file.not-json", "empty")]
    [TestCase(" \n\t", "file.not-json", "empty")]
    [TestCase("nodes: []", "file.not-json", "Line 1, column 2")]
    [TestCase("{\n  \"format\": \"flowbuilder/1\",\n  가 }", "file.not-json", "Line 3, column 3")]
    [TestCase("{ \"이름\": 'x' }", "file.not-json", "Line 1, column 9")]
    [TestCase("{ \"format\": \"flowbuilder/1\", }", "file.not-json", "column 30")]
    [TestCase("{ \"format\": \"flowbuilder/1\" } // note", "file.not-json", "comment")]
    [TestCase("{ /* note */ \"format\": \"flowbuilder/1\" }", "file.not-json", "comment")]
    [TestCase("{ \"format\": \"flowbuilder/1\" }{}", "file.not-json", "follows after the JSON has ended")]
    [TestCase("{ \"format\": \"flowbuilder/1\" }\n\0", "file.not-json", "follows after the JSON has ended")]
    [TestCase("{ \"format\": \"flowbuilder/1\", \"nodes\": [", "file.not-json", "breaks off in the middle")]
    [TestCase("<!DOCTYPE html>", "file.not-json", "Line 1, column 1")]
    [TestCase("null", "file.not-a-flow", "not a flow")]
    [TestCase("[]", "file.not-a-flow", "not a flow")]
    [TestCase("\"x\"", "file.not-a-flow", "not a flow")]
    [TestCase("12", "file.not-a-flow", "not a flow")]
    [TestCase("{}", "file.not-a-flow", "not a flow")]
    [TestCase("{ \"format\": 1 }", "file.not-a-flow", "not a flow")]
    [TestCase("{ \"format\": \"langflow\", \"nodes\": 3 }", "file.not-a-flow", "not a flow")]
    [TestCase("{ \"data\": { \"nodes\": [], \"edges\": [] } }", "file.not-a-flow", "not a flow")]
    [TestCase("{ \"format\": \"flowbuilder/2\", \"nodes\": 3 }", "file.other-version", "\"flowbuilder/2\"")]
    [Hazard("BAD-22")]
    public void A_file_that_is_no_flow_is_refused_with_one_reason(string file, string code, string said)
    {
        var result = Examples.Read(file);

        Assert.That(result.Flow, Is.Null);
        Assert.That(result.Diagnostics, Has.Length.EqualTo(1));
        Assert.That(result.Diagnostics[0].Code, Is.EqualTo(code));
        Assert.That(result.Diagnostics[0].Severity, Is.EqualTo(DiagnosticSeverity.Invalid));
        Assert.That(result.Diagnostics[0].Text.English, Does.Contain(said));
    }

    [Test]
    [Hazard("BAD-22")]
    public void Every_cut_of_a_flow_file_is_refused_without_an_exception()
    {
        var file = Encoding.UTF8.GetBytes(Examples.Rag.Replace("Question", "질문 😀", StringComparison.Ordinal));
        var whole = Encoding.UTF8.GetString(file).TrimEnd().Length;
        var ends = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file)[..whole]).Length;

        for (var length = 0; length < ends; length++)
        {
            var result = Examples.Format.Read(file.AsMemory(0, length));
            Assert.That(result.Flow, Is.Null, $"cut after {length} bytes");
            Assert.That(result.Diagnostics[0].Code, Is.AnyOf(DiagnosticCodes.FileNotJson, DiagnosticCodes.FileNotUtf8), $"cut after {length} bytes");
        }
    }

    [TestCase("utf-16", "UTF-16 LE")]
    [TestCase("utf-16BE", "UTF-16 BE")]
    [TestCase("utf-32", "UTF-32 LE")]
    [TestCase("utf-32BE", "UTF-32 BE")]
    [Hazard("BAD-17")]
    public void A_file_in_a_wide_encoding_is_named_with_and_without_a_byte_order_mark(string name, string said)
    {
        var encoding = Encoding.GetEncodings().First(info => info.Name == name).GetEncoding();
        var bytes = encoding.GetBytes(Examples.Rag);

        foreach (var file in new[] { bytes, [.. encoding.GetPreamble(), .. bytes] })
        {
            var result = Examples.Format.Read(file);
            Assert.That(result.Flow, Is.Null);
            Assert.That(Examples.Lines(result.Diagnostics), Is.EqualTo(new[] { "file.utf-16 $" }));
            Assert.That(result.Diagnostics[0].Text.English, Does.Contain(said).And.Contain("Save it as UTF-8"));
        }
    }

    [Test]
    [Hazard("BAD-18")]
    public void A_file_in_the_older_korean_encoding_is_recognised()
    {
        var cp949 = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

        var result = Examples.Format.Read(cp949.GetBytes(Examples.Rag.Replace("Question", "뷁쀍 문서의 질문", StringComparison.Ordinal)));

        Assert.That(Examples.Lines(result.Diagnostics), Is.EqualTo(new[] { "file.cp949 $" }));
        Assert.That(result.Diagnostics[0].Text.English, Does.Contain("looks like CP949"));
    }

    [Test]
    [Hazard("BAD-19")]
    public void Bytes_that_are_not_utf_8_inside_a_text_are_located()
    {
        byte[] file = [.. "{\n \"가\": \"x"u8, 0xC3, 0x28, .. "\" }"u8];

        var result = Examples.Format.Read(file);

        Assert.That(Examples.Lines(result.Diagnostics), Is.EqualTo(new[] { "file.not-utf-8 $" }));
        Assert.That(result.Diagnostics[0].Text.English, Does.Contain("Line 2, column 9"));
    }

    [Test]
    public void A_utf_8_byte_order_mark_is_passed_over_and_not_written_back()
    {
        var result = Examples.Format.Read((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Examples.Rag)]);

        Assert.That(Examples.Write(result.Flow!), Is.EqualTo(Examples.Rag));
    }

    [TestCase(65)]
    [TestCase(10_000)]
    [TestCase(1_000_000)]
    [Hazard("BAD-6")]
    public void Nesting_beyond_64_levels_is_refused_without_recursion(int depth)
    {
        var open = new string('[', depth - 1);

        var closed = Examples.Read($$"""{ "format": "flowbuilder/1", "x": {{open}}{{open.Replace('[', ']')}} }""");
        var endless = Examples.Read(new string('[', depth));

        Assert.That(closed.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileTooDeep));
        Assert.That(closed.Diagnostics.Single().Path, Does.StartWith("$.x[0][0]"));
        Assert.That(endless.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileTooDeep));
    }

    [Test]
    public void Nesting_of_64_levels_is_read()
    {
        var open = new string('[', 63);

        var flow = Examples.Flow($$"""{ "format": "flowbuilder/1", "x": {{open}}{{open.Replace('[', ']')}} }""");

        Assert.That(Examples.Write(Examples.Flow(Examples.Write(flow))), Is.EqualTo(Examples.Write(flow)));
    }

    [Test]
    public void A_file_over_16_MiB_is_refused_with_by_how_much()
    {
        var result = Examples.Format.Read(new byte[FlowLimits.FileBytes + 1]);

        Assert.That(Examples.Lines(result.Diagnostics), Is.EqualTo(new[] { "file.too-large $" }));
        Assert.That(result.Diagnostics[0].Text.English, Does.Contain("16,777,217").And.Contain("1 fewer"));
    }

    [Test]
    [Hazard("BAD-15")]
    public void Names_that_stand_twice_are_all_reported_with_their_paths_and_the_rest_is_checked_too()
    {
        var result = Examples.Read("""
            { "format": "flowbuilder/1", "name": "a", "n\u0061me": "b",
              "nodes": [
                { "id": "a", "type": "x.y", "settings": { "deep": [{ "k": 1, "k": 2, "k": 3 }] } },
                { "id": "1", "id": "1", "type": "x.y" } ] }
            """);

        Assert.That(result.Flow, Is.Null);
        Assert.That(Examples.Lines(result.Diagnostics), Is.SupersetOf(new[]
        {
            "file.duplicate-key $.name",
            "file.duplicate-key $.nodes[0].settings.deep[0].k",
            "file.duplicate-key $.nodes[1].id",
            "node.id-form $.nodes[1].id",
        }));
        Assert.That(result.Diagnostics.Count(diagnostic => diagnostic.Code == DiagnosticCodes.FileDuplicateKey), Is.EqualTo(3));
    }

    [TestCase(@"\ud800")]
    [TestCase(@"\uDFFF")]
    [TestCase(@"\ud83d\u0041")]
    [TestCase(@"\ude00\ud83d")]
    [TestCase(@"\\\ud83d")]
    [Hazard("BAD-19")]
    public void Half_a_surrogate_pair_is_reported_where_it_is(string half)
    {
        var result = Examples.Read($$"""{ "format": "flowbuilder/1", "name": "{{half}}", "{{half}}": 1, "nodes": 3 }""");

        Assert.That(result.Flow, Is.Null);
        Assert.That(Examples.Lines(result.Diagnostics), Does.Contain("file.lone-surrogate $.name").And.Contain("member.wrong-type $.nodes"));
        Assert.That(result.Diagnostics.Count(diagnostic => diagnostic.Code == DiagnosticCodes.FileLoneSurrogate), Is.EqualTo(2));
    }

    [TestCase(@"\ud83d\ude00")]
    [TestCase(@"\\ud800")]
    [TestCase(@"\\\ud83d\ude00\\udfff")]
    public void Whole_surrogate_pairs_and_escaped_backslashes_are_fine(string text)
    {
        var flow = Examples.Flow($$"""{ "format": "flowbuilder/1", "name": "{{text}}" }""");

        Assert.That(Examples.Flow(Examples.Write(flow)).Name, Is.EqualTo(flow.Name));
    }

    [Test]
    public void A_hostile_file_gets_a_thousand_problems_and_a_count_of_the_rest()
    {
        var edges = string.Join(",", Enumerable.Repeat("0", 20_000));

        var result = Examples.Read("", edges);

        Assert.That(result.Diagnostics, Has.Length.EqualTo(1_001));
        Assert.That(result.Diagnostics[^1].Code, Is.EqualTo(DiagnosticCodes.MoreProblems));
        Assert.That(result.Diagnostics[^1].Severity, Is.EqualTo(DiagnosticSeverity.Invalid));
        Assert.That(result.Diagnostics[^1].Text.English, Does.StartWith("19,"));
    }

    [Test]
    public void Many_thousand_unknown_members_are_read_in_linear_time()
    {
        var members = string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"m{i}\":0"));

        var flow = Examples.Flow($$"""{ "format": "flowbuilder/1", {{members}} }""");

        Assert.That(flow.Extra, Has.Count.EqualTo(200_000));
    }
}
