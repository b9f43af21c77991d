using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Nodes.Tests.Control;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Budgets;

/// <summary>Flows that ask a model over a server that speaks OpenAI's protocol, within budgets.</summary>
internal sealed class BudgetWorld : IAsyncDisposable
{
    /// <summary>Three questions, one after the other.</summary>
    public const string Chain = """
        a: model.chat {"connection": "main", "prompt": "hi"}
        b: model.chat {"connection": "main"}
        c: model.chat {"connection": "main"}
        out: output.text {"name": "answer"}
        a.text -> b.prompt
        b.text -> c.prompt
        c.text -> out.value
        """;

    /// <summary>A question for each item.</summary>
    public const string Asking = """
        item: input.text {"name": "item"}
        ask: model.chat {"connection": "main"}
        out: output.text {"name": "answer"}
        item.text -> ask.prompt
        ask.text -> out.value
        """;

    private readonly ChatModels _models;
    private readonly FlowHarness _flows;

    private BudgetWorld(FakeOpenAiServer server, string model, TimeProvider? time)
    {
        Server = server;
        var connection = new Connection { Name = "main", Kind = ConnectionKind.OpenAI, BaseUrl = server.BaseUrl, Models = [model] };
        _models = new ChatModels(new InMemoryConnectionStore([connection]), new ProviderOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        _flows = new FlowHarness(ControlFlows.Catalogue, new ServiceCollection().AddSingleton<IChatModels>(_models).AddSingleton<IEmbeddingModels>(_models).BuildServiceProvider(), time: time);
    }

    public FakeOpenAiServer Server { get; }

    public static async Task<BudgetWorld> StartAsync(string model = "gpt-4o-mini", TimeProvider? time = null) => new(await FakeOpenAiServer.StartNewAsync(), model, time);

    /// <summary>The three questions, the first one's text coming from an input.</summary>
    public static Flow Questions(Budget? budget = null) => FlowText.Parse("in: input.text {\"name\": \"q\", \"default\": \"hi\"}\nin.text -> a.prompt\n" + Chain.Replace(", \"prompt\": \"hi\"", "", StringComparison.Ordinal)) with { Budget = budget };

    /// <summary>The flow with another policy of a node.</summary>
    public static Flow WithPolicy(Flow flow, string node, NodePolicy policy) =>
        flow with { Nodes = [.. flow.Nodes.Select(each => each.Id.Value == node ? each with { Policy = policy } : each)] };

    public FlowRun Start(Flow flow, RunRequest? request = null) => _flows.Start(flow, request ?? new RunRequest());

    public async Task<IReadOnlyList<RunEvent>> RunAsync(Flow flow, RunRequest? request = null)
    {
        var run = Start(flow, request);
        await run.Completion.WaitAsync(TestTimeouts.Long);
        return run.Journal.ToList();
    }

    public async ValueTask DisposeAsync()
    {
        _models.Dispose();
        await Server.DisposeAsync();
    }
}
