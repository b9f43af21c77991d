using System.Collections.Concurrent;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Nodes.Tests.Control;
using FlowBuilder.Providers;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Runs;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Models;

/// <summary>Flows of any shape whose provider does anything that providers do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ProviderFaultPropertyTests
{
    private const string Answer = "안녕하세요, 다 됐습니다. 👩‍🔬";
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    [Test, CancelAfter(10 * TestTimeouts.Default)]
    [Hazard("REL-23")]
    public void Every_run_keeps_the_rules_and_leaves_nothing_behind_whatever_the_provider_does() =>
        Prop.ForAll(FaultyFlow.Any, BrokenAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(40));

    private static async Task<bool> BrokenAsync(FaultyFlow faulty)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        var calls = new ConcurrentDictionary<string, int>();
        server.Otherwise = request =>
        {
            var model = request.Body.GetProperty("model").GetString()!;
            var faults = faulty.Models[int.Parse(model[1..], System.Globalization.CultureInfo.InvariantCulture)].Faults;
            var call = calls.AddOrUpdate(model, 0, static (_, number) => number + 1);
            return call < faults.Count ? FaultyFlow.Faults[faults[call]]() : FakeReply.Of(Answer).ByteByByte();
        };
        var connection = new Connection
        {
            Name = "main",
            Kind = ConnectionKind.OpenAI,
            BaseUrl = server.BaseUrl,
            Limits = new ConnectionLimits { MaxRetries = 1, FirstTokenTimeout = Silence, BetweenTokensTimeout = Silence, BreakerFailures = 3, BreakerDuration = TimeSpan.FromSeconds(1) },
        };
        using var models = new ChatModels(new InMemoryConnectionStore([connection]), new ProviderOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var harness = new FlowHarness(ControlFlows.Catalogue, new ServiceCollection().AddSingleton<IChatModels>(models).AddSingleton<IEmbeddingModels>(models).BuildServiceProvider());
        var flow = faulty.Draw();

        var run = harness.Start(flow, new RunRequest());
        await run.Completion.WaitAsync(TestTimeouts.Long);
        await Task.WhenAll(server.Requests.Select(request => request.Ended)).WaitAsync(TestTimeouts.Long);

        var events = run.Journal.ToList();
        var broken = new RunRules(flow, events) { TakesLive = edge => edge.To.Node.Value![0] == 'o' }.Broken()
            .Concat(events.OfType<NodeFailed>().Where(failed => failed.Fault.Kind is not (FaultKind.Provider or FaultKind.Timeout or FaultKind.Flow)).Select(failed => $"{failed.Node} failed by {failed.Fault.Kind}: {failed.Fault.Code}"))
            .Concat(events.OfType<NodeFailed>().Where(failed => failed.Fault.Text.English.Contains("sk-canary", StringComparison.Ordinal)).Select(failed => $"{failed.Node} tells the key"))
            .Concat(events.OfType<NodeOutputGiven>().Where(output => output is { Node: ['m', ..], Port: "text" } && output.Output.Value is not (Answer or "plan B" or "")).Select(output => $"{output.Node} gave {output.Output.Value}"))
            .ToList();
        if (broken.Count > 0) throw new AssertionException($"{string.Join("; ", broken)}\n{string.Join('\n', events.Lines())}");
        return true;
    }
}
