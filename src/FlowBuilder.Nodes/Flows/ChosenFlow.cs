using System.Text.Json;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Nodes.Flows;

/// <summary>The flow that a node's settings choose: a stored one by its id, or one that stands in the setting.</summary>
internal static class ChosenFlow
{
    /// <summary>What the flow takes and gives, as far as it is known without a store.</summary>
    /// <param name="flow">The setting: an id, a whole flow, or null.</param>
    /// <param name="known">The interface of a stored flow as it was when it was chosen.</param>
    /// <param name="catalogue">The node types.</param>
    public static FlowInterface InterfaceOf(JsonElement? flow, JsonElement? known, NodeCatalogue catalogue)
    {
        if (!SubFlow.IsEmbedded(flow)) return known is { } json ? FlowInterface.Read(json) : FlowInterface.Empty;
        return SubFlow.Read(flow, catalogue) is { } embedded ? FlowInterface.Of(embedded, catalogue) : FlowInterface.Empty;
    }

    /// <summary>The flow.</summary>
    /// <param name="services">Where the store of flows is taken from; an embedded flow is read without one.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="context">The node's context.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="NodeException">The flow is not there, or may not run as a part of another.</exception>
    public static async ValueTask<SubFlow> FindAsync(
        IServiceProvider services,
        JsonElement? setting,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        if (SubFlow.IsEmbedded(setting) && context.ReadFlow(setting!.Value) is { } embedded) return embedded;
        var stored = SubFlow.StoredIdIn(setting) is { } id && services.GetService<IFlowStore>() is { } store
            ? await store.FindAsync(id, cancellationToken).ConfigureAwait(false)
            : null;
        if (stored is not null) services.GetService<ISubFlowPermit>()?.Check(stored);
        return stored is null
            ? throw new NodeException("flow.missing", LocalText.Of(
                $"The flow that \"{context.Title}\" runs is not there: it may be in the bin. Restore it, or choose another.",
                $"\"{context.Title}\" 노드가 실행할 플로우를 찾을 수 없습니다. 휴지통에 있을 수 있습니다. 복원하거나 다른 플로우를 선택하세요."))
            : new SubFlow(stored.Flow, stored.Id);
    }
}
