using System.Globalization;
using FlowBuilder.Cli.Tests.Schemas;
using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Nodes.Reference;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests;

/// <summary>The reference of the nodes: as files in <c>docs/nodes</c>, by the command, and what declarations owe it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NodeReferenceTests
{
    private static readonly FlowFormat Format = new(BuiltIn.Catalogue);

    private static readonly Lazy<NodeReferenceBook[]> Books = new(() =>
    {
        var samples = SampleFlow.ReadAll(Repository.At("samples", "flows"), Format).ToList();
        return [.. new[] { "en", "ko" }.Select(language => NodeReferenceBook.Of(BuiltIn.Catalogue, samples, CultureInfo.GetCultureInfo(language)))];
    });

    private static IEnumerable<TestCaseData> Types() => BuiltIn.Catalogue.Types.Select(type => new TestCaseData(type).SetArgDisplayNames(type.Id));

    [Test]
    public async Task The_files_in_docs_are_what_the_declarations_say()
    {
        var result = await RunAsync("nodes", "--docs", Repository.At("docs", "nodes"), "--samples", Repository.At("samples", "flows"), "--check");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "")), "Write them anew with: flowbuilder nodes --docs docs/nodes");
    }

    [Test]
    public async Task A_file_that_differs_is_named_and_written_anew_and_one_of_a_person_is_left_alone()
    {
        using var folder = new FlowFolder();
        var docs = folder["nodes"];
        await RunAsync("nodes", "--docs", docs);
        await File.AppendAllTextAsync(Path.Combine(docs, "model.chat.md"), "changed by hand");
        await File.WriteAllTextAsync(Path.Combine(docs, "ko", "model.gone.md"), NodeDocs.Mark);
        await File.WriteAllTextAsync(Path.Combine(docs, "mine.md"), "My own notes.");

        var check = await RunAsync("nodes", "--docs", docs, "--check");
        var written = await RunAsync("nodes", "--docs", docs);
        var after = await RunAsync("nodes", "--docs", docs, "--check");

        Assert.Multiple(() =>
        {
            Assert.That(check.ExitCode, Is.EqualTo(1));
            Assert.That(check.Output, Does.Contain("model.chat.md").And.Contain("model.gone.md").And.Not.Contain("mine.md"));
            Assert.That(check.Error, Does.Contain("flowbuilder nodes --docs"));
            Assert.That(written.Output, Is.EqualTo(check.Output));
            Assert.That((after.ExitCode, after.Output), Is.EqualTo((0, "")));
            Assert.That(File.Exists(Path.Combine(docs, "mine.md")));
        });
    }

    [Test]
    public async Task A_node_type_is_explained_in_the_readers_language()
    {
        var english = await RunAsync("nodes", "model.chat");
        var korean = await CommandLine.RunAsync(["nodes", "model.chat"], CancellationToken.None, environment: ("LANG", "ko_KR.UTF-8"));
        var unknown = await RunAsync("nodes", "model.none");

        Assert.Multiple(() =>
        {
            Assert.That(english.Output, Does.StartWith("# Chat model\n").And.Contain("| **Temperature** `temperature` | number, 0 to 2 |"));
            Assert.That(korean.Output, Does.StartWith("# 채팅 모델\n").And.Contain("## 언제 쓰나요"));
            Assert.That((unknown.ExitCode, unknown.Error), Is.EqualTo((2, "There is no node type \"model.none\". List them with: flowbuilder nodes\n")));
        });
    }

    [Test]
    public void A_page_names_the_samples_that_use_the_node_also_within_embedded_flows()
    {
        var inner = new Flow { Nodes = [Node("ask", "model.chat"), Node("said", "output.text")], Edges = [Wire("ask.text", "said.text")] };
        var call = Node("call", "flow.call") with { Settings = JsonMembers.Empty.With("flow", SubFlow.ToSetting(inner, BuiltIn.Catalogue)) };
        var sample = new SampleFlow("nested", "en", new Flow { Name = "Nested", Nodes = [call] });

        var page = NodeReferenceBook.Of(BuiltIn.Catalogue, [sample], CultureInfo.GetCultureInfo("ko")).Find("model.chat")!;

        Assert.That(page.Samples, Is.EqualTo(new[] { sample }));
        Assert.That(page.After.Select(type => type.Id), Is.EqualTo(new[] { "output.text" }));
        Assert.That(page.Before, Is.Empty);
    }

    [TestCaseSource(nameof(Types))]
    public void It_says_in_both_languages_when_to_use_it(NodeType type) => Assert.Multiple(() =>
    {
        Assert.That(type.Guide.English, Has.Length.GreaterThan(60).And.EndsWith("."));
        Assert.That(type.Guide.All.GetValueOrDefault("ko"), Has.Length.GreaterThan(30).And.Match("[다요오]\\.$"));
        Assert.That(type.Guide.English, Is.Not.EqualTo(type.Help.English));
    });

    [TestCaseSource(nameof(Types))]
    public void Its_help_says_more_than_its_name(NodeType type)
    {
        var said = type.Fields.Concat(type.Fields.SelectMany(field => field.Columns)).Select(field => (field.Name, field.Label, field.Help))
            .Concat(type.Ports.Select(port => (Name: port.Id, port.Label, port.Help)))
            .Append((Name: type.Id, Label: type.Title, type.Help));

        Assert.Multiple(() =>
        {
            foreach (var (name, label, help) in said)
            {
                Assert.That(help.All.Keys, Is.SupersetOf(new[] { "en", "ko" }), name);
                Assert.That(help.English, Is.Not.EqualTo($"{label.English}.").IgnoreCase.And.Not.EqualTo(label.English).IgnoreCase, name);
                Assert.That(help.English.Split(' '), Has.Length.GreaterThan(2), name);
            }
        });
    }

    [TestCaseSource(nameof(Types))]
    public void Other_nodes_that_it_names_exist_under_that_title(NodeType type) => Assert.Multiple(() =>
    {
        foreach (var (language, guide) in type.Guide.All)
        {
            var known = Names(language);
            foreach (var name in guide.Split('"').Where((_, index) => index % 2 == 1))
                Assert.That(known, Does.Contain(name), $"{language}: {guide}");
        }
    });

    [TestCaseSource(nameof(Types))]
    public void Its_example_is_a_node_that_can_run(NodeType type)
    {
        foreach (var book in Books.Value)
        {
            var example = book.Find(type.Id)!.Example;

            Assert.That(type.Check(example.Settings).Select(problem => problem.Text.English), Is.Empty);
            Assert.That(example.Settings.Select(member => member.Key), Is.SubsetOf(type.Fields.Select(field => field.Name)));
            Assert.That(type.Canonical(type.Example), Has.Count.EqualTo(type.Example.Count), "The example repeats a default.");
        }
    }

    // What a guide may put in quotation marks: titles of nodes, labels of settings and ports, names of pages, what people may say.
    private static HashSet<string> Names(string language) =>
    [
        .. BuiltIn.Catalogue.Types.SelectMany(type => new[] { type.Title }.Concat(type.Fields.Select(field => field.Label)).Concat(type.Ports.Select(port => port.Label)))
            .Select(text => text.All[language]),
        .. Said,
    ];

    private static readonly string[] Said =
    [
        "Waiting for me", "내 결정 대기", "Memory", "기억", "Tool servers", "도구 서버", "If it fails", "실패하면", "error", "오류", "else", "그 외",
        "and on Sundays?", "Is the shop open on Sundays?", "그럼 일요일은요?", "일요일에 매장을 여나요?", "unknown", "모름", "translate and check", "번역하고 확인하기",
        "today", "오늘", "next week", "다음 주", "first", "all", "Read", "as a tool",
    ];

    private static FlowNode Node(string id, string type) => new() { Id = new NodeId(id), Type = type };

    private static FlowEdge Wire(string from, string to) => new(Port(from), Port(to));

    private static PortAddress Port(string text) => PortAddress.TryParse(text, out var address) ? address : throw new FormatException(text);

    private static Task<CommandResult> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, CancellationToken.None);
}
