using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Cuts documents into passages.</summary>
[Node("documents.split", Category = NodeCategories.Knowledge, Icon = "scissors", Deterministic = true, Keywords = "chunk passage splitter 청크 나누기 분할")]
[Text("en", "Split text", "Cuts documents into passages short enough for a prompt.")]
[Text("ko", "텍스트 나누기", "문서를 프롬프트에 넣기 좋은 길이로 나눕니다.")]
public sealed class SplitDocumentsNode()
    : ResultNode<SplitDocumentsNode.Settings, SplitDocumentsNode.Inputs, DocumentList>(Documents)
{
    /// <summary>The passages.</summary>
    [Text("en", "documents", "The passages in order, each with its source, section and place.")]
    [Text("ko", "문서", "순서대로 나눈 조각입니다. 출처와 구역, 위치가 함께 들어 있습니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <inheritdoc/>
    protected override Task<DocumentList> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        if (settings.Overlap >= settings.Size)
        {
            throw new NodeException("documents.overlap", LocalText.Of(
                $"The overlap ({settings.Overlap}) must be smaller than the size ({settings.Size}). Make the overlap smaller.",
                $"겹침({settings.Overlap})은 크기({settings.Size})보다 작아야 합니다. 겹침 값을 줄이세요."));
        }

        var options = new SplitOptions(settings.Method, settings.Size, settings.Overlap);
        return Task.FromResult(DocumentSplitter.Split(inputs.Documents, options, cancellationToken));
    }

    /// <summary>What the node cuts.</summary>
    public sealed record Inputs
    {
        /// <summary>Whole documents.</summary>
        [Text("en", "documents", "The documents to cut.")]
        [Text("ko", "문서", "나눌 문서입니다.")]
        public DocumentList Documents { get; init; } = DocumentList.Empty;
    }

    /// <summary>How the node cuts.</summary>
    public sealed record Settings
    {
        /// <summary>Where to cut.</summary>
        [Field(OnCard = true)]
        [Text("en", "Cut at", "Where passages may begin and end.")]
        [Text("ko", "나누는 기준", "조각이 시작하고 끝나는 자리의 기준입니다.")]
        public SplitMethod Method { get; init; }

        /// <summary>The most characters in a passage.</summary>
        [Field(OnCard = true, Promotable = true)]
        [Range(20, 100_000)]
        [Text("en", "Size", "The most characters in a passage.")]
        [Text("ko", "크기", "조각 하나에 들어가는 최대 글자 수입니다.")]
        public int Size { get; init; } = 1000;

        /// <summary>The most characters that a passage repeats of the one before.</summary>
        [Field(Promotable = true)]
        [Range(0, 50_000)]
        [Text("en", "Overlap", "The most characters that a passage repeats of the one before.")]
        [Text("ko", "겹침", "앞 조각과 겹치는 최대 글자 수입니다.")]
        public int Overlap { get; init; } = 150;
    }
}
