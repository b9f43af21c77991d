using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Nodes.Declarations;

/// <summary>Declares one of everything.</summary>
[Node("test.rich", Category = NodeCategories.Data, Version = 3, Icon = "gem", Deterministic = true, SideEffects = true, Network = true, Keywords = "one all")]
[Text("en", "Rich", "Has everything.")]
[Text("ko", "풍부한 노드", "모든 것이 있습니다.")]
public sealed class RichNode : FaultyNodes.Plain<RichNode.Settings, RichNode.Inputs>, IDynamicPorts<RichNode.Settings>, IUpgradable
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    [Port(Hidden = true)]
    [Text("en", "hidden")]
    public static readonly OutputPort<double> Hidden = new("hidden");

    public static IEnumerable<PortSpec> PortsOf(Settings settings) => settings.Names.Select(name => new PortSpec
    {
        Id = name,
        Direction = PortDirection.Input,
        Type = PortType.Text,
        Label = LocalText.Verbatim(name),
    });

    public static JsonMembers Upgrade(int fromVersion, JsonMembers settings) =>
        settings.With($"upgraded{fromVersion}", JsonSerializer.SerializeToElement(true));

    public enum Mode
    {
        [Text("en", "Fast")]
        [Text("ko", "빠르게")]
        Fast,

        [Text("en", "Very careful")]
        VeryCareful,
    }

    public sealed record Settings
    {
        [MaxLength(5)]
        [Field(Required = true, OnCard = true, Placeholder = "…")]
        [Text("en", "Title", "What it is called.")]
        [Text("ko", "제목")]
        public string Title { get; init; } = "";

        [System.ComponentModel.DataAnnotations.Range(0, 2)]
        [Field(Promotable = true)]
        [Text("en", "Temperature")]
        public double Temperature { get; init; } = 0.5;

        [System.ComponentModel.DataAnnotations.Range(1, 10)]
        [Text("en", "Count")]
        public int? Count { get; init; }

        [Text("en", "Mode")]
        public Mode How { get; init; } = Mode.VeryCareful;

        [Field(VisibleWhen = nameof(How), VisibleValues = "fast", Required = true)]
        [Text("en", "Only when fast")]
        public string WhenFast { get; init; } = "";

        [Text("en", "On")]
        public bool On { get; init; } = true;

        [Text("en", "Names")]
        public IReadOnlyList<string> Names { get; init; } = [];

        [Text("en", "Pairs")]
        public IReadOnlyList<NameValue> Pairs { get; init; } = [];

        [Text("en", "File")]
        public FileSetting? File { get; init; }

        [Text("en", "Data")]
        public JsonElement Data { get; init; }

        [Field(Kind = FieldKind.Multiline, Advanced = true, Cosmetic = true)]
        [Text("en", "Remark")]
        public string? Remark { get; init; }

        public string Worked => Title + Count;
    }

    public sealed record Inputs
    {
        [Text("en", "needed")]
        public required string Needed { get; init; }

        [Text("en", "number")]
        public double? Number { get; init; }

        [Text("en", "live")]
        public LiveText? Live { get; init; }

        [Port(AcceptsLive = true)]
        [Text("en", "many")]
        public IReadOnlyList<object>? Many { get; init; }

        [Text("en", "lists")]
        public IReadOnlyList<DocumentList> Lists { get; init; } = [];

        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Others { get; init; } = new Dictionary<string, object>();
    }
}
