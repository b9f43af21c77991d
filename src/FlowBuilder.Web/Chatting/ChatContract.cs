using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Chatting;

/// <summary>What of a flow is talked to: where a message goes in, where the answer comes out, which files it takes.</summary>
internal sealed record ChatContract
{
    private const string ChatInput = "input.chat";
    private const string TextInput = "input.text";
    private const string ChatOutput = "output.chat";
    private const string TextOutput = "output.text";

    /// <summary>The input that a message goes to, or null where the flow takes none.</summary>
    public string? MessageInput { get; private init; }

    /// <summary>Whether the conversation so far goes in with the message.</summary>
    public bool TakesHistory { get; private init; }

    /// <summary>A message to begin with, or null.</summary>
    public string? Example { get; private init; }

    /// <summary>Where the answer is read from, in the flow's order; several where the flow has several results.</summary>
    public ImmutableArray<ChatAnswerPort> Answers { get; private init; } = [];

    /// <summary>The inputs that take files, in the flow's order.</summary>
    public ImmutableArray<ChatFileInput> Files { get; private init; } = [];

    /// <summary>Whether one can talk to the flow.</summary>
    public bool CanTalk => MessageInput is not null && !Answers.IsEmpty;

    /// <summary>Reads a flow: a chat input goes before a text input, chat replies go before text results.</summary>
    public static ChatContract Of(Flow flow, NodeCatalogue catalogue)
    {
        var known = flow.Nodes
            .Select(node => (Node: node, Type: catalogue.Find(node.Type)!))
            .Where(item => item.Type is not null)
            .ToList();
        var message = known.FirstOrDefault(item => item.Node.Type == ChatInput);
        if (message.Node is null) message = known.FirstOrDefault(item => item.Node.Type == TextInput);
        var parameter = message.Node is null ? null : message.Type.ParameterOf(message.Node);
        var outputs = known.Where(item => item.Node.Type == ChatOutput).ToList();
        if (outputs.Count == 0) outputs = [.. known.Where(item => item.Node.Type == TextOutput)];
        return new ChatContract
        {
            MessageInput = parameter?.Name,
            TakesHistory = message.Node?.Type == ChatInput,
            Example = parameter?.Example is { ValueKind: JsonValueKind.String } example && example.GetString() is { Length: > 0 } text ? text : null,
            Answers =
            [
                .. from item in outputs
                   let port = item.Type.PortsOf(item.Node).FirstOrDefault(port => port.IsHidden)
                   where port is not null
                   select new ChatAnswerPort(item.Node.Id, port.Id, TitleOf(item.Node, item.Type)),
            ],
            Files =
            [
                .. from item in known
                   let type = item.Type.Ports.FirstOrDefault(port => port.Direction == PortDirection.Output)?.Type
                   where item.Type.IsFlowInput && (type == PortType.File || type == PortType.Image)
                   let file = item.Type.ParameterOf(item.Node)
                   where file is not null
                   select new ChatFileInput(file.Name, TitleOf(item.Node, item.Type), type == PortType.Image),
            ],
        };
    }

    private static string TitleOf(FlowNode node, NodeType type) => node.Title.Length > 0 ? node.Title : type.Title.ToString();
}
