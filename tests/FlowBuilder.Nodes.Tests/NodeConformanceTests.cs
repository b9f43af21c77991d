using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Inputs;

namespace FlowBuilder.Nodes.Tests;

/// <summary>What every node type owes, checked for each one in the assembly: a new one is covered before its author writes a test.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class NodeConformanceTests
{
    private static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly);

    private static readonly string[] Icons =
        ["text", "number", "choice", "json", "file", "image", "chat", "prompt", "model", "result", "condition", "merge", "http", "clock", "transform", "document", "split", "search", "flow", "table", "pin", "person", "repeat", "switch", "vote", "alert", "error", "tool", "shield", "plug", "agent", "branch"];

    private static readonly string[] Garbage =
        ["null", "0", "-1.5", "true", "\"\"", "\"{{\"", "\"{{#each x}}\"", "\"{{a.b}} {{c}}\"", "\"[\"", "\"(a+)+$\"", "[]", "[1,null,\"x\"]", "{}", "{\"name\":null}", "{\"base64\":\"%\"}", "\"\\ud800\"", "1e999"];

    private static IEnumerable<TestCaseData> Types() => Catalogue.Types.Select(type => new TestCaseData(type).SetArgDisplayNames(type.Id));

    [Test]
    public void The_catalogue_has_the_types_that_files_rely_on() =>
        Assert.That(Catalogue.Types.Select(type => type.Id), Is.SupersetOf(new[]
        {
            "input.text", "input.number", "input.choice", "input.json", "input.file", "input.chat", "prompt.template", "model.chat",
            "transform.template", "transform.json", "logic.condition", "logic.merge", "tool.http", "tool.time", "tool.mcp", "data.ask-table", "data.query", "memory.window", "memory.summary", "memory.save", "memory.recall",
            "guard.mask", "guard.restore", "guard.injection", "guard.topics", "guard.schema", "guard.text", "transform.text", "transform.regex", "transform.parse", "transform.list",
            "tool.openapi", "tool.calculator", "tool.json", "tool.files", "tool.search-web", "tool.email",
            "output.text", "output.json", "output.chat",
        }));

    [TestCaseSource(nameof(Types))]
    public void Its_id_category_and_icon_are_of_the_known_form(NodeType type)
    {
        Assert.Multiple(() =>
        {
            Assert.That(type.Id, Does.Match(IdForm()));
            Assert.That(NodeCategories.All.Select(category => category.Key), Does.Contain(type.Category));
            Assert.That(Icons, Does.Contain(type.Icon));
            Assert.That(type.Version, Is.Positive);
        });
    }

    [TestCaseSource(nameof(Types))]
    public void Everything_it_shows_is_written_in_English_and_Korean(NodeType type)
    {
        var labels = new List<LocalText> { type.Title, type.Help };
        var fields = type.Fields.Concat(type.Fields.SelectMany(field => field.Columns)).ToList();
        labels.AddRange(fields.SelectMany(field => new[] { field.Label, field.Help }));
        labels.AddRange(fields.SelectMany(field => field.Choices).Select(choice => choice.Label));
        labels.AddRange(type.Ports.SelectMany(port => new[] { port.Label, port.Help }));

        Assert.Multiple(() =>
        {
            foreach (var label in labels)
            {
                Assert.That(label.English, Is.Not.Empty.And.Not.Matches(Hangul()), label.English);
                Assert.That(label.All.GetValueOrDefault("ko"), Is.Not.Null.And.Not.Empty, label.English);
            }

            foreach (var help in fields.Select(field => field.Help).Append(type.Help).Concat(type.Ports.Select(port => port.Help)))
            {
                Assert.That(help.English, Does.EndWith("."), help.English);
                Assert.That(help.All["ko"], Does.Match("[다요오]\\.$").And.Match(Hangul()), help.English);
            }
        });
    }

    [TestCaseSource(nameof(Types))]
    public void Its_ports_and_settings_have_names_of_their_own(NodeType type)
    {
        Assert.Multiple(() =>
        {
            Assert.That(type.Fields.Select(field => field.Name), Is.Unique);
            foreach (var direction in Enum.GetValues<PortDirection>())
                Assert.That(type.Ports.Where(port => port.Direction == direction).Select(port => port.Id), Is.Unique);
            Assert.That(type.Ports.Select(port => port.Id), Has.All.Match("^[a-z][A-Za-z]*$"));
            Assert.That(type.Fields.Where(field => field.VisibleWhen is not null && type.FindField(field.VisibleWhen) is null), Is.Empty);
        });
    }

    [TestCaseSource(nameof(Types))]
    public void Its_defaults_are_fine_and_left_out_of_the_file(NodeType type)
    {
        var written = JsonMembers.From(type.Fields.Where(field => field.Default is not null).Select(field => KeyValuePair.Create(field.Name, field.Default!.Value)));
        var read = JsonMembers.From(JsonSerializer.Deserialize<JsonElement>(JsonSerializer.Serialize(written.ToElement(), CoreJson.Options)));

        Assert.Multiple(() =>
        {
            Assert.That(type.Check(JsonMembers.Empty).Where(problem => !problem.IsMissing), Is.Empty);
            Assert.That(type.Check(read).Where(problem => !problem.IsMissing), Is.Empty);
            Assert.That(type.Canonical(read), Is.Empty);
        });
    }

    [TestCaseSource(nameof(Types))]
    public void Garbage_in_a_setting_is_a_problem_and_never_an_exception(NodeType type)
    {
        foreach (var field in type.Fields)
        {
            foreach (var garbage in Garbage)
            {
                var node = new FlowNode
                {
                    Id = new NodeId("n"),
                    Type = type.Id,
                    Settings = JsonMembers.Empty.With(field.Name, JsonSerializer.Deserialize<JsonElement>(garbage)),
                };

                Assert.That(() => (type.PortsOf(node).Length, type.Check(node.Settings).Length, type.ParameterOf(node), type.ResultOf(node)), Throws.Nothing, $"{field.Name} = {garbage}");
            }
        }
    }

    [TestCaseSource(nameof(Types))]
    public void What_comes_over_the_network_is_not_called_deterministic(NodeType type) =>
        Assert.That(type is { IsDeterministic: true, UsesNetwork: true } or { IsDeterministic: true, HasSideEffects: true }, Is.False);

    [GeneratedRegex("^[a-z]+(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+$")]
    private static partial Regex IdForm();

    [GeneratedRegex("[가-힣]")]
    private static partial Regex Hangul();
}
