using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Agents;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Nodes.Outputs;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.Anthropic;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Agents;

/// <summary>Agents in a flow, over a server that speaks a provider's protocol and follows a script.</summary>
internal sealed class AgentWorld : IAsyncDisposable
{
    private readonly ChatModels _models;
    private readonly Dictionary<string, ToolValue> _tools = new(StringComparer.Ordinal);
    private readonly FlowHarness _flows;

    private AgentWorld(FakeModelServer server, Connection connection)
    {
        Server = server;
        _models = new ChatModels(new InMemoryConnectionStore([connection]), new ProviderOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(1), OfflineWordDelay = TimeSpan.Zero }, TimeProvider.System);
        var services = new ServiceCollection().AddSingleton<IChatModels>(_models).AddSingleton<IReadOnlyDictionary<string, ToolValue>>(_tools).BuildServiceProvider();
        _flows = new FlowHarness(NodeCatalogue.FromClasses(typeof(AgentNode), typeof(SupervisorNode), typeof(TextInputNode), typeof(TextOutputNode), typeof(ToolBoxNode)), services);
    }

    public FakeModelServer Server { get; }

    public static async Task<AgentWorld> StartAsync(string protocol)
    {
        if (protocol == "OpenAI")
        {
            var server = await FakeOpenAiServer.StartNewAsync();
            return new AgentWorld(server, new Connection { Name = "main", Kind = ConnectionKind.OpenAI, BaseUrl = server.BaseUrl, Models = ["gpt-4o-mini"] });
        }

        var other = await FakeAnthropicServer.StartNewAsync();
        return new AgentWorld(other, new Connection { Name = "main", Kind = ConnectionKind.Anthropic, BaseUrl = other.BaseUrl, ApiKey = new Secret("k"), Models = ["claude-haiku-4-5"] });
    }

    /// <summary>Gives the agent a tool.</summary>
    public void Add(Delegate does, string name, string description = "A tool.", bool sideEffects = false) => Add(AIFunctionFactory.Create(does, name, description), sideEffects);

    /// <summary>Gives the agent a tool.</summary>
    public void Add(AIFunction function, bool sideEffects = false) => _tools.Add($"{function.Name}{(_tools.ContainsKey(function.Name) ? _tools.Count : "")}", new ToolValue(function, sideEffects));

    /// <summary>Starts one agent with every tool.</summary>
    public FlowRun Start(string settings = "", string prompt = "Do it.") => _flows.Start(Flow(settings, prompt));

    /// <summary>Runs one agent with every tool to the end.</summary>
    public async Task<AgentOutcome> RunAsync(string settings = "", string prompt = "Do it.")
    {
        var run = Start(settings, prompt);
        await run.Completion.WaitAsync(TestTimeouts.Long);
        return new AgentOutcome(run.Journal.ToList());
    }

    /// <summary>Runs a flow with agents to the end.</summary>
    public async Task<AgentOutcome> RunFlowAsync(string flow) => new(await _flows.RunAsync(flow));

    public async ValueTask DisposeAsync()
    {
        _models.Dispose();
        await Server.DisposeAsync();
    }

    private string Flow(string settings, string prompt)
    {
        var lines = new List<string>
        {
            $$"""in: input.text {"name": "task", "default": "{{prompt}}"}""",
            $$"""agent: agent.chat {"connection": "main"{{(settings.Length > 0 ? ", " : "")}}{{settings}}}""",
            """out: output.text {"name": "answer"}""",
            "in.text -> agent.prompt",
            "agent.text -> out.value",
        };
        foreach (var (name, index) in _tools.Keys.Select((name, index) => (name, index)))
        {
            lines.Add($$"""tool{{index}}: test.tool {"name": "{{name}}"}""");
            lines.Add($"tool{index}.tool -> agent.tools");
        }

        return string.Join('\n', lines);
    }
}
