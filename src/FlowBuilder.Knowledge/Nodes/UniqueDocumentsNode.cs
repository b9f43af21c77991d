using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Duplicates;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Drops documents that say what another says.</summary>
[Node("documents.unique", Category = NodeCategories.Knowledge, Icon = "compare", Deterministic = true, Keywords = "duplicate dedupe distinct same 중복 제거 같은 문서")]
[Text("en", "Drop duplicates", "Keeps one of several documents that say the same.")]
[Text("ko", "중복 빼기", "같은 내용의 문서 가운데 하나만 남깁니다.")]
[Guide("en", "Use it when several sources say the same, such as pages with the same footer or a file in two versions, so that no place in the prompt is wasted. It stands before \"Search documents\" or before the prompt.")]
[Guide("ko", "바닥글이 같은 페이지나 같은 파일의 두 판처럼 내용이 겹칠 때 쓰면 프롬프트의 자리를 아낍니다. \"문서 검색\"이나 프롬프트 앞에 두세요.")]
[Example("""{"likeness": 0.9}""")]
public sealed class UniqueDocumentsNode : Node<UniqueDocumentsNode.Settings, UniqueDocumentsNode.Inputs>
{
    /// <summary>What is left.</summary>
    [Text("en", "documents", "What is left, in order; of several alike the longest, else the first.")]
    [Text("ko", "문서", "순서대로 남은 문서입니다. 비슷한 문서 가운데 가장 긴 것, 길이가 같으면 앞의 것을 남깁니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <summary>How many were dropped.</summary>
    [Text("en", "dropped", "How many were dropped.")]
    [Text("ko", "뺀 개수", "뺀 문서 수입니다.")]
    public static readonly OutputPort<double> Dropped = new("dropped");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var candidates = inputs.Documents.Select(document => new DuplicateCandidate(document.Text)).ToList();
        var groups = await Task.Run(() => DuplicateFinder.Find(candidates, settings.Likeness, cancellationToken), cancellationToken).ConfigureAwait(false);
        var dropped = groups.SelectMany(group => group.Others).Select(other => other.Index).ToHashSet();
        yield return Documents.Value(new DocumentList([.. inputs.Documents.Where((_, index) => !dropped.Contains(index))]));
        yield return Dropped.Value(dropped.Count);
    }

    /// <summary>What the node looks through.</summary>
    public sealed record Inputs
    {
        /// <summary>Documents or passages.</summary>
        [Text("en", "documents", "The documents or passages to look through.")]
        [Text("ko", "문서", "살펴볼 문서나 조각입니다.")]
        public DocumentList Documents { get; init; } = DocumentList.Empty;
    }

    /// <summary>What counts as the same.</summary>
    public sealed record Settings
    {
        /// <summary>How alike two texts must be.</summary>
        [Field(OnCard = true, Promotable = true)]
        [Range(DuplicateFinder.LeastLikeness, 1.0)]
        [Text("en", "Likeness", "How alike two texts must be. 1: alike but for case, blanks and punctuation.")]
        [Text("ko", "비슷한 정도", "얼마나 비슷해야 중복으로 볼지 정합니다. 1이면 대소문자, 공백, 문장 부호만 다른 것만 찾습니다.")]
        public double Likeness { get; init; } = DuplicateFinder.DefaultLikeness;
    }
}
