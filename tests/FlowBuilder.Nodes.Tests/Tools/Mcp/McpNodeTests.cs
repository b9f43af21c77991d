using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools.Mcp;

[Platform("Linux", Reason = "The fake server is a script of a Unix shell.")]
[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
public sealed class McpNodeTests
{
    private static readonly object AnyObject = new { type = "object" };

    [Test]
    [Hazard("SEC-69")]
    public async Task All_tools_are_given_under_names_that_no_other_server_can_have(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);

        var tools = await ToolsAsync(fake, new { server = "fake" }, cancellationToken);

        Assert.That(tools.Select(tool => tool.Function.Name), Does.Contain("fake_hello").And.Contain("fake_wrong-id"));
        Assert.That(await tools.First(tool => tool.Function.Name == "fake_hello").Function.InvokeAsync(new AIFunctionArguments(), cancellationToken), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Only_the_chosen_tools_are_given(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);

        var tools = await ToolsAsync(fake, new { server = "fake", tools = new[] { "hello" } }, cancellationToken);

        Assert.That(tools.Select(tool => tool.Function.Name), Is.EqualTo(new[] { "fake_hello" }));
        Assert.That(
            Assert.ThrowsAsync<NodeException>(() => ToolsAsync(fake, new { server = "fake", tools = new[] { "gone" } }, cancellationToken))!.Code,
            Is.EqualTo("mcp.no-tool"));
    }

    [Test]
    public async Task Only_a_tool_that_says_so_is_read_only(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer(new object[]
        {
            new { name = "reads", inputSchema = AnyObject, annotations = new { readOnlyHint = true } },
            new { name = "silent", inputSchema = AnyObject },
            new { name = "writes", inputSchema = AnyObject, annotations = new { readOnlyHint = false, destructiveHint = false } },
            new { name = "lies", inputSchema = AnyObject, annotations = new { readOnlyHint = true, destructiveHint = true } },
        }).StoredAsync(cancellationToken);

        var tools = await ToolsAsync(fake, new { server = "fake" }, cancellationToken);

        Assert.That(tools.Select(tool => tool.HasSideEffects), Is.EqualTo(new[] { false, true, true, true }));
    }

    [Test]
    [Hazard("SEC-69")]
    public async Task Poisoned_names_and_descriptions_are_cleaned(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer(new object[]
        {
            new { name = "a b", description = "x\u200b\u202e\u0007y" + new string('z', 50_000), inputSchema = new { type = "object", properties = new { q = new { type = "string", description = "say\u2060 it" } } } },
            new { name = "a_b", description = "fine", inputSchema = AnyObject },
            new { name = "a_b", description = "a double", inputSchema = AnyObject },
            new { name = "no-schema", description = "fine", inputSchema = new { type = "object", description = new string('d', 100_000) } },
        }).StoredAsync(cancellationToken);

        var tools = await ToolsAsync(fake, new { server = "fake" }, cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(tools.Select(tool => tool.Function.Name), Is.Unique.And.All.Matches("^[A-Za-z0-9_-]{1,64}$"));
            Assert.That(tools, Has.Length.EqualTo(2));
            Assert.That(tools[0].Function.Description, Does.StartWith("xyz").And.Length.LessThanOrEqualTo(1024));
            Assert.That(tools[0].Function.JsonSchema.GetProperty("properties").GetProperty("q").GetProperty("description").GetString(), Is.EqualTo("say it"));
        });
    }

    [Test]
    [Hazard("SEC-70", "SEC-73")]
    public async Task A_long_result_is_cut_for_the_model_and_huge_arguments_are_refused(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer().StoredAsync(cancellationToken);
        var tool = (await ToolsAsync(fake, new { server = "fake", tools = new[] { "long" } }, cancellationToken))[0].Function;

        var result = (string)(await tool.InvokeAsync(new AIFunctionArguments(), cancellationToken))!;
        var fault = Assert.ThrowsAsync<NodeException>(async () => await tool.InvokeAsync(new AIFunctionArguments { ["q"] = new string('x', 2_000_000) }, cancellationToken));

        Assert.Multiple(() =>
        {
            Assert.That(result, Does.StartWith("bbb").And.EndWith("(10000 characters left out)"));
            Assert.That(fault!.Code, Is.EqualTo("mcp.arguments-too-large"));
        });
    }

    [Test]
    [Hazard("SEC-70")]
    public async Task The_node_itself_calls_a_tool_with_checked_arguments(CancellationToken cancellationToken)
    {
        await using var fake = await new FakeServer(new object[]
        {
            new { name = "hello", inputSchema = new { type = "object", properties = new { city = new { type = "string" } }, required = new[] { "city" } } },
        }).StoredAsync(cancellationToken);

        var settings = new { server = "fake", use = "call", tool = "hello", arguments = "{\"city\": {{city}}}" };
        var result = await NodeHarness.RunAsync<McpNode>(settings, new Dictionary<string, object> { ["city"] = "Seoul \"x\"" }, [fake.Sessions], cancellationToken: cancellationToken);
        Task Wrong() => NodeHarness.RunAsync<McpNode>(new { server = "fake", use = "call", tool = "hello", arguments = "{}" }, services: [fake.Sessions], cancellationToken: cancellationToken);

        Assert.That(result.Text("text"), Is.EqualTo("hello"));
        Assert.That(Assert.ThrowsAsync<NodeException>(Wrong)!.Code, Is.EqualTo("mcp.bad-arguments"));
    }

    [Test]
    public void Names_that_need_a_change_stay_apart_and_short()
    {
        var names = new[] { ToolWords.NameOf("s", "a b"), ToolWords.NameOf("s", "a_b"), ToolWords.NameOf("s", "a/b"), ToolWords.NameOf("s", new string('x', 90)), ToolWords.NameOf("s", new string('x', 91)) };

        Assert.That(names, Is.Unique.And.All.Matches("^[A-Za-z0-9_-]{1,64}$"));
    }

    private static async Task<ToolValue[]> ToolsAsync(FakeServer fake, object settings, CancellationToken cancellationToken)
    {
        var result = await NodeHarness.RunAsync<McpNode>(settings, services: [fake.Sessions], cancellationToken: cancellationToken);
        Assert.That(() => JsonSerializer.Serialize(Core.Ports.PortValueJson.Write(result["tools"])), Throws.Nothing);
        return [.. ((ToolSet)result["tools"]).Tools];
    }
}
