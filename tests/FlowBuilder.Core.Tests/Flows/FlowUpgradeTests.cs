using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Tests.Flows.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Flows;

[Parallelizable(ParallelScope.All)]
public sealed class FlowUpgradeTests
{
    private static readonly string Golden = Path.Combine(TestContext.CurrentContext.TestDirectory, "Flows", "Golden");

    [TestCase("upgraded-v1.json")]
    [TestCase("upgraded-v2.json")]
    [TestCase("upgraded-v3.json")]
    [Hazard("BAD-11")]
    public async Task A_file_of_any_released_version_becomes_the_present_one(string name)
    {
        var flow = Examples.Flow(await File.ReadAllTextAsync(Path.Combine(Golden, name)));

        Assert.That(Examples.Write(flow), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(Golden, "upgraded-v3.json"))));
    }

    [Test]
    [Hazard("BAD-11")]
    public void A_node_without_a_version_is_of_the_first()
    {
        var flow = Examples.Flow("""{ "format": "flowbuilder/1", "nodes": [{ "id": "a", "type": "data.upgraded", "settings": { "count": 9 } }] }""");

        Assert.That(flow.Nodes[0].Version, Is.EqualTo(3));
        Assert.That(flow.Nodes[0].Settings["top"].GetInt32(), Is.EqualTo(9));
    }

    [Test]
    public void Settings_that_no_version_wrote_leave_the_node_as_it_was_and_say_so()
    {
        const string node = """{ "id": "a", "type": "data.upgraded", "version": 2, "settings": { "words": 5 } }""";

        var result = Examples.Read(node, "");

        Assert.That(Examples.Lines(result.Diagnostics), Does.Contain("node.not-upgraded $.nodes[0].version"));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Severity), Has.None.EqualTo(DiagnosticSeverity.Invalid));
        Assert.That(result.Flow!.Nodes[0].Version, Is.EqualTo(2));
        Assert.That(result.Flow.Nodes[0].Settings["words"].ValueKind, Is.EqualTo(JsonValueKind.Number));
    }
}
