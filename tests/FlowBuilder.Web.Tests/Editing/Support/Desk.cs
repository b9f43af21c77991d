using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Models;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Editing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Web.Tests.Editing.Support;

/// <summary>One person at one flow, with a store in memory and a clock that stands until it is moved.</summary>
internal sealed class Desk
{
    public static readonly NodeCatalogue Catalogue = NodeCatalogue.FromAssemblies(typeof(ChatNode).Assembly);

    private static readonly FlowFormat Format = new(Catalogue);

    public Desk(Flow? flow = null)
    {
        Store = new MemoryFlowStore(Time);
        var stored = Store.CreateAsync(flow ?? new Flow { Name = "Test" }, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Session = new EditSession(Store, stored, Time, NullLogger<EditSession>.Instance);
        History = new EditHistory(Session);
        Editor = new FlowEditor(Session, History, Catalogue, new WireRules(Catalogue));
    }

    public FakeTimeProvider Time { get; } = new();

    public MemoryFlowStore Store { get; }

    public EditSession Session { get; }

    public EditHistory History { get; }

    public FlowEditor Editor { get; }

    public string Text => System.Text.Encoding.UTF8.GetString(Format.Write(Session.Flow));

    public NodeId Add(string type, int x = 0, int y = 0) => Editor.AddNode(type, new CanvasPoint(x, y))!.Value;

    public void Set(NodeId node, string name, object value) => Editor.SetSetting(node, name, JsonSerializer.SerializeToElement(value));

    public static PortAddress Port(string text) =>
        PortAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);

    public IEnumerable<string> Wires => Session.Flow.Edges.Select(edge => $"{edge.From} -> {edge.To}");
}
