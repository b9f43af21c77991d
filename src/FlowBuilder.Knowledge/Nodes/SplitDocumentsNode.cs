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
[Guide("en", "Use it after \"Load documents\" whenever a document may be longer than fits a prompt. Smaller passages are found more exactly, larger ones tell the model more; the overlap keeps sentences at the borders whole.")]
[Guide("ko", "문서가 프롬프트에 다 들어가지 않을 수 있으면 \"문서 불러오기\" 뒤에 두세요. 작게 나누면 더 정확히 찾고, 크게 나누면 모델이 더 많은 내용을 봅니다. 겹침은 경계의 문장이 잘리지 않게 합니다.")]
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

        if (settings.ParentSize > 0 && settings.ParentSize <= settings.Size)
        {
            throw new NodeException("documents.parent-size", LocalText.Of(
                $"The section size ({settings.ParentSize}) must be larger than the size ({settings.Size}), or 0 for none.",
                $"구역 크기({settings.ParentSize})는 크기({settings.Size})보다 커야 합니다. 쓰지 않으려면 0으로 두세요."));
        }

        var options = new SplitOptions(settings.Method, settings.Size, settings.Overlap, settings.ParentSize > 0 ? settings.ParentSize : null);
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

        /// <summary>The most characters in a passage; by <see cref="SplitMethod.Tokens"/>, the most tokens.</summary>
        [Field(OnCard = true, Promotable = true)]
        [Range(20, 100_000)]
        [Text("en", "Size", "The most characters (by tokens: the most tokens) in a passage.")]
        [Text("ko", "크기", "조각 하나에 들어가는 최대 글자 수(토큰 기준이면 토큰 수)입니다.")]
        public int Size { get; init; } = 1000;

        /// <summary>The most that a passage repeats of the one before, counted alike.</summary>
        [Field(Promotable = true)]
        [Range(0, 50_000)]
        [Text("en", "Overlap", "The most that a passage repeats of the one before, counted alike.")]
        [Text("ko", "겹침", "앞 조각과 겹치는 최대 길이입니다. 크기와 같은 단위로 셉니다.")]
        public int Overlap { get; init; } = 150;

        /// <summary>The most of the wider section that each passage carries as its <c>context</c>, counted alike; 0 for none.</summary>
        [Field(Advanced = true, Promotable = true)]
        [Range(0, 200_000)]
        [Text("en", "Section size", "Finds small passages, but gives the section around them, up to this size. 0: off.")]
        [Text("ko", "구역 크기", "작은 조각으로 찾되, 이 크기까지의 주변 구역을 모델에 줍니다. 0이면 쓰지 않습니다.")]
        public int ParentSize { get; init; }
    }
}
