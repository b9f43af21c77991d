using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards;

/// <summary>The ports that guards have in common.</summary>
internal static class GuardPorts
{
    /// <summary>The text that may go on.</summary>
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>What was found.</summary>
    public static readonly OutputPort<JsonElement> Report = new("report");

    /// <summary>The text in which something was found.</summary>
    public static readonly OutputPort<string> Flagged = new("flagged");

    private static readonly PortSpec FlaggedPort = new()
    {
        Id = Flagged.Id,
        Direction = PortDirection.Output,
        Type = PortType.Text,
        Label = LocalText.Of("flagged", "걸린 텍스트"),
        Help = LocalText.Of("The text, when something was found in it.", "무언가가 발견된 텍스트가 나옵니다."),
    };

    /// <summary>The port of its own that a guard has where it routes.</summary>
    public static IEnumerable<PortSpec> Of(bool routes) => routes ? [FlaggedPort] : [];
}
