using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Inputs;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Tests.Control;

/// <summary>Flows with flows inside, for tests that look from outside: a flow in, its events out.</summary>
internal static class ControlFlows
{
    public static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(TextInputNode).Assembly);

    /// <summary>A flow in the form of <see cref="FlowText"/> in which nodes run the flows that stand beside it, by node id.</summary>
    public static Flow With(string text, params (string Node, Flow Inside)[] inside)
    {
        var flow = FlowText.Parse(text);
        return flow with
        {
            Nodes =
            [
                .. flow.Nodes.Select(node => inside.FirstOrDefault(entry => entry.Node == node.Id.Value) is { Inside: { } inner }
                    ? node with { Settings = node.Settings.With("flow", SubFlow.ToSetting(inner, Catalogue)) }
                    : node),
            ],
        };
    }

    public static Flow With(string text, string node, string inside) => With(text, (node, FlowText.Parse(inside)));

    public static FlowHarness Harness(IChatModels? models = null, RunLimits? limits = null, IFlowStore? store = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (models is not null) services.AddSingleton(models);
        if (store is not null) services.AddSingleton(store);
        return new FlowHarness(Catalogue, services.BuildServiceProvider(), limits, time);
    }

    public static RunRequest Given(object inputs) => new() { Inputs = FlowHarness.Inputs(inputs) };
}
