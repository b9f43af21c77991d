using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Nodes.Declarations;

/// <summary>Declarations that the catalogue must refuse, each wrong in one way.</summary>
public static class FaultyNodes
{
    [Text("en", "No attribute")]
    public sealed class WithoutAttribute : Plain<NoSettings, NoInputs>;

    [Node("test.no-text", Category = NodeCategories.Data)]
    public sealed class WithoutText : Plain<NoSettings, NoInputs>;

    [Node("test.korean-only", Category = NodeCategories.Data)]
    [Text("ko", "한국어만")]
    public sealed class WithoutEnglish : Plain<NoSettings, NoInputs>;

    [Node("test.no-base", Category = NodeCategories.Data)]
    [Text("en", "No base")]
    public sealed class WithoutBase;

    [Node("test.setting-text", Category = NodeCategories.Data)]
    [Text("en", "Setting text")]
    public sealed class WithUntitledSetting : Plain<WithUntitledSetting.Settings, NoInputs>
    {
        public sealed record Settings
        {
            public string Untitled { get; init; } = "";
        }
    }

    [Node("test.input-text", Category = NodeCategories.Data)]
    [Text("en", "Input text")]
    public sealed class WithUntitledInput : Plain<NoSettings, WithUntitledInput.Inputs>
    {
        public sealed record Inputs
        {
            public required string Untitled { get; init; }
        }
    }

    [Node("test.input-type", Category = NodeCategories.Data)]
    [Text("en", "Input type")]
    public sealed class WithInputOfNoType : Plain<NoSettings, WithInputOfNoType.Inputs>
    {
        public sealed record Inputs
        {
            [Text("en", "When")]
            public required DateTime When { get; init; }
        }
    }

    [Node("test.output-text", Category = NodeCategories.Data)]
    [Text("en", "Output text")]
    public sealed class WithUntitledOutput : Plain<NoSettings, NoInputs>
    {
        public static readonly OutputPort<string> Untitled = new("untitled");
    }

    [Node("test.twin", Category = NodeCategories.Data)]
    [Text("en", "Twin")]
    public sealed class Twin : Plain<NoSettings, NoInputs>;

    [Node("test.twin", Category = NodeCategories.Data)]
    [Text("en", "Other twin")]
    public sealed class OtherTwin : Plain<NoSettings, NoInputs>;

    /// <summary>A node that gives nothing.</summary>
    public abstract class Plain<TSettings, TInputs> : Node<TSettings, TInputs>
        where TSettings : class
        where TInputs : class
    {
        protected override IAsyncEnumerable<NodeOutput> RunAsync(
            TSettings settings, TInputs inputs, NodeContext context, CancellationToken cancellationToken) => AsyncEnumerable.Empty<NodeOutput>();
    }
}
