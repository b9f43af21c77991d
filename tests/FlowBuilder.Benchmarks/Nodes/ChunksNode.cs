using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Benchmarks.Nodes;

/// <summary>Gives a text in pieces, as a model does: as fast as it can, or one whenever the metronome beats.</summary>
[Node("bench.chunks", Category = NodeCategories.Models)]
[Text("en", "Chunks")]
public sealed class ChunksNode(Metronome metronome) : Node<NoSettings, NoInputs>
{
    /// <summary>About a token.</summary>
    public const string Chunk = "word ";

    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, NoInputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < metronome.Beats; i++)
        {
            if (metronome.IsOn) await metronome.NextAsync(cancellationToken);
            yield return Text.Delta(Chunk);
        }
    }
}
