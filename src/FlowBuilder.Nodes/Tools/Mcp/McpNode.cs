using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>Gives a model the tools of a server that an operator set up, or calls one of them.</summary>
[Node("tool.mcp", Category = NodeCategories.Tools, Icon = "plug", SideEffects = true, Network = true, Keywords = "mcp model context protocol server plugin external 도구 서버 외부 플러그인")]
[Text("en", "MCP tools", "Gives a model the tools of an MCP server that is set up under \"Tool servers\".")]
[Text("ko", "MCP 도구", "\"도구 서버\"에 등록한 MCP 서버의 도구를 모델에 제공합니다.")]
[Guide("en", "Use it to connect what others have already built: file systems, issue trackers, browsers, company systems. An operator sets the server up once under \"Tool servers\"; here you choose which of its tools the model may use.")]
[Guide("ko", "파일 시스템, 이슈 관리, 브라우저, 사내 시스템처럼 이미 만들어진 도구를 연결할 때 쓰세요. 운영자가 \"도구 서버\"에 한 번 등록하면 여기서 모델이 쓸 도구를 고릅니다.")]
[Example("""{"server": "files", "tools": ["read_file", "list_directory"]}""")]
public sealed class McpNode(ToolServerSessions sessions) : Node<McpSettings, McpNode.Inputs>, IDynamicPorts<McpSettings>, ICheckedSettings<McpSettings>
{
    /// <summary>The tools.</summary>
    [Text("en", "tools", "The server's tools, for a model.")]
    [Text("ko", "도구", "모델에 연결하는 서버의 도구입니다.")]
    public static readonly OutputPort<ToolSet> Tools = new("tools");

    /// <summary>What the called tool answered.</summary>
    [Text("en", "text", "What the tool answered, when the node calls one.")]
    [Text("ko", "텍스트", "노드가 도구를 호출할 때 받은 응답입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(McpSettings settings) =>
        settings.Use == McpUse.Call ? TemplatePorts.Of(Template.Parse(settings.Arguments).Variables) : [];

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(McpSettings settings)
    {
        if (settings.Use != McpUse.Call) yield break;
        foreach (var problem in TemplatePorts.ProblemsOf("arguments", Template.Parse(settings.Arguments))) yield return problem;
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        McpSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var offered = await sessions.ListToolsAsync(settings.Server, asksAgain: false, cancellationToken).ConfigureAwait(false);
        var limit = TimeSpan.FromSeconds(settings.TimeLimit);
        if (settings.Use == McpUse.Call)
        {
            var called = offered.FirstOrDefault(tool => tool.Name == settings.Tool) ?? throw McpFaults.NoTool(settings.Server, settings.Tool);
            var arguments = ArgumentsOf(settings, inputs.Variables);
            if (JsonSchema.Check(called.Schema, JsonSerializer.SerializeToElement(arguments)) is [var problem, ..]) throw WrongArguments(problem);
            yield return Text.Value(await sessions.CallAsync(settings.Server, called.Name, arguments, limit, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        foreach (var name in settings.Tools)
        {
            if (!offered.Any(tool => tool.Name == name)) throw McpFaults.NoTool(settings.Server, name);
        }

        var chosen = settings.Tools.Count == 0 ? offered : [.. offered.Where(tool => settings.Tools.Contains(tool.Name))];
        yield return Tools.Value(new ToolSet([.. chosen.Select(tool => new ToolValue(new McpTool(sessions, settings.Server, tool, limit), tool.HasSideEffects))]));
    }

    private static Dictionary<string, object?> ArgumentsOf(McpSettings settings, IReadOnlyDictionary<string, object> variables)
    {
        var text = JsonTemplate.Render(Template.Parse(settings.Arguments), variables);
        if (text.Trim().Length == 0) return [];
        if (!JsonInText.TryParse(text, out var json) || json.ValueKind != JsonValueKind.Object)
        {
            throw new NodeException("mcp.bad-arguments", LocalText.Of(
                "\"Arguments\" is not a JSON object such as {\"city\": \"Seoul\"}.",
                "\"인자\"가 {\"city\": \"Seoul\"} 같은 JSON 객체가 아닙니다."));
        }

        return json.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal);
    }

    private static NodeException WrongArguments(JsonSchemaProblem problem) => new("mcp.bad-arguments", LocalText.Of(
        $"The tool does not take these arguments: {problem.Path} {problem.English}.",
        $"도구가 이 인자를 받지 않습니다: {problem.Path} {problem.Korean}."), FaultKind.Input);

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each variable of the arguments, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
