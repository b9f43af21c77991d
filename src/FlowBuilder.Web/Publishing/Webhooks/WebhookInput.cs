using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>An input of a flow, as far as it matters to what a webhook gives it.</summary>
/// <param name="Name">Its name for callers.</param>
/// <param name="Type">What it gives into the flow.</param>
/// <param name="IsRequired">Whether a run cannot start without it.</param>
/// <param name="IsChat">Whether it takes messages.</param>
internal sealed record WebhookInput(string Name, PortType Type, bool IsRequired, bool IsChat)
{
    private const string ChatType = "input.chat";

    /// <summary>The inputs of a flow, in the order of their nodes.</summary>
    public static ImmutableArray<WebhookInput> Of(Flow flow, NodeCatalogue catalogue) =>
    [
        .. from node in flow.Nodes
           let type = catalogue.Find(node.Type)
           where type?.IsFlowInput == true
           let parameter = type.ParameterOf(node)
           where parameter is not null
           let port = type.PortsOf(node).FirstOrDefault(port => port.Direction == PortDirection.Output)
           select new WebhookInput(parameter.Name, port?.Type ?? PortType.Any, parameter.IsRequired, node.Type == ChatType),
    ];

    /// <summary>The input that takes a whole body: the one of JSON, else the one that messages go to, else the one of text; null where none or several would.</summary>
    public static WebhookInput? WholeOf(ImmutableArray<WebhookInput> inputs)
    {
        var json = inputs.Where(input => input.Type == PortType.Json).ToList();
        if (json.Count == 1) return json[0];
        if (json.Count > 1) return null;
        if (inputs.FirstOrDefault(input => input.IsChat) is { } chat) return chat;
        var texts = inputs.Where(input => input.Type == PortType.Text).ToList();
        return texts.Count == 1 ? texts[0] : null;
    }
}
