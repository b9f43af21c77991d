using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Flows.Support;

/// <summary>Has changed its settings twice: version 2 renamed <c>count</c> to <c>top</c>, version 3 made <c>words</c> a list.</summary>
[Node("data.upgraded", Category = NodeCategories.Data, Version = 3)]
[Text("en", "Upgraded")]
public sealed class UpgradedNode : DeclaredNode<UpgradedNode.Settings, NoInputs>, IUpgradable
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    public static JsonMembers Upgrade(int fromVersion, JsonMembers settings) => fromVersion switch
    {
        1 => settings.TryGet("count", out var count) ? settings.Without("count").With("top", count) : settings,
        2 => settings.TryGet("words", out var words)
            ? settings.With("words", JsonSerializer.SerializeToElement(words.GetString()!.Split(' ')))
            : settings,
        _ => settings,
    };

    public sealed record Settings
    {
        [Text("en", "Top")]
        public int Top { get; init; } = 1;

        [Text("en", "Words")]
        public IReadOnlyList<string> Words { get; init; } = [];
    }
}
