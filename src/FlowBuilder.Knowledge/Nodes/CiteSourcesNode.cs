using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Citing;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Puts the citations of an answer in order, and gives the sources that they lead to.</summary>
[Node("documents.cite", Category = NodeCategories.Knowledge, Icon = "document", Deterministic = true, Keywords = "citation source reference footnote quote 인용 출처 근거 각주")]
[Text("en", "Cite sources", "Numbers the sources that an answer names, in order of first use; the chat shows them as links to their passages.")]
[Text("ko", "출처 표시", "답변에 인용된 출처에 처음 나온 순서대로 번호를 붙입니다. 채팅에서 번호를 누르면 해당 조각이 열립니다.")]
[Guide("en", "Put it behind the model whose prompt holds numbered documents: people see where each sentence comes from and can open the passage. Ask in the prompt for numbers such as [1] behind each statement.")]
[Guide("ko", "번호가 붙은 문서를 프롬프트로 받은 모델 뒤에 두세요. 문장마다 어디서 나왔는지 보이고 그 부분을 열 수 있습니다. 프롬프트에서 문장 끝에 [1]처럼 번호를 붙여 달라고 하세요.")]
public sealed class CiteSourcesNode : Node<CiteSourcesNode.Settings, CiteSourcesNode.Inputs>
{
    /// <summary>The answer with its citations in order.</summary>
    [Text("en", "text", "The answer, its citations as [1], [2] in order of first use; those of no source are taken out.")]
    [Text("ko", "텍스트", "인용 번호를 처음 나온 순서대로 [1], [2]로 정리한 답변입니다. 없는 출처를 가리키는 번호는 뺍니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The sources by their numbers.</summary>
    [Text("en", "documents", "The sources in the order of their numbers.")]
    [Text("ko", "문서", "번호 순서로 나열한 출처입니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <summary>How far the sources bear the answer out.</summary>
    [Text("en", "support", "Each sentence that cites something, and how much of it stands in its sources by words; weak ones should be checked.")]
    [Text("ko", "근거 확인", "출처를 인용한 문장마다 단어가 출처에 얼마나 들어 있는지 보여 줍니다. 근거가 약한 문장은 직접 확인하세요.")]
    public static readonly OutputPort<JsonElement> Support = new("support");

    /// <summary>The answer, where it cites nothing.</summary>
    [Text("en", "uncited", "The answer, only when it cites none of its sources.")]
    [Text("ko", "인용 없음", "출처를 하나도 인용하지 않았을 때만 나오는 답변입니다.")]
    public static readonly OutputPort<string> Uncited = new("uncited");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbers = new CitationNumbers(inputs.Documents.Count);
        var rewritten = new CitationText(numbers);
        var answer = new StringBuilder();
        await foreach (var chunk in inputs.Answer.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var ready = rewritten.Append(chunk);
            answer.Append(ready);
            if (ready.Length > 0) yield return Text.Delta(ready);
        }

        var end = rewritten.End();
        answer.Append(end);
        var text = answer.ToString();
        var cited = numbers.Cited.Select(number => inputs.Documents[number - 1]).ToList();
        if (settings.SourceList && cited.Count > 0) end += SourceListText.Of(cited, IsKorean(settings.Language, text));
        if (end.Length > 0) yield return Text.Delta(end);
        else if (text.Length == 0) yield return Text.Value("");

        var others = settings.KeepAll ? inputs.Documents.Where((_, index) => !numbers.Cited.Contains(index + 1)) : [];
        yield return Documents.Value(new DocumentList([.. cited, .. others]));
        yield return Support.Value(JsonSerializer.SerializeToElement(CitationSupport.Of(text, cited), CoreJson.Options));
        if (cited.Count == 0) yield return Uncited.Value(text);
    }

    private static bool IsKorean(CitationLanguage language, string answer) => language switch
    {
        CitationLanguage.English => false,
        CitationLanguage.Korean => true,
        _ => SourceWords.IsWrittenInKorean(answer),
    };

    /// <summary>What the node reads.</summary>
    public sealed record Inputs
    {
        /// <summary>An answer that names its sources by their numbers.</summary>
        [Text("en", "answer", "An answer that names documents by their place in the list, as in [1].")]
        [Text("ko", "답변", "문서를 [1]처럼 목록에서의 순서로 인용한 답변입니다.")]
        public required LiveText Answer { get; init; }

        /// <summary>What the answer was made from.</summary>
        [Text("en", "documents", "The documents that the model was given, in the same order.")]
        [Text("ko", "문서", "모델에 준 것과 같은 순서의 문서입니다.")]
        public DocumentList Documents { get; init; } = DocumentList.Empty;
    }

    /// <summary>What becomes of the sources.</summary>
    public sealed record Settings
    {
        /// <summary>Whether the sources are listed below the answer.</summary>
        [Text("en", "List of sources", "Adds the sources below the answer; the chat shows them anyway.")]
        [Text("ko", "출처 목록", "답변 아래에 출처 목록을 붙입니다. 채팅에서는 켜지 않아도 출처가 보입니다.")]
        public bool SourceList { get; init; }

        /// <summary>Whether documents that are not cited are given too.</summary>
        [Text("en", "Keep all", "Gives the documents that are not cited too, after those that are.")]
        [Text("ko", "모두 유지", "인용하지 않은 문서도 인용한 문서 뒤에 함께 내보냅니다.")]
        public bool KeepAll { get; init; }

        /// <summary>The language of the list.</summary>
        [Field(Advanced = true, VisibleWhen = nameof(SourceList), VisibleValues = "true")]
        [Text("en", "Language", "The language of the list of sources.")]
        [Text("ko", "언어", "출처 목록의 언어입니다.")]
        public CitationLanguage Language { get; init; }
    }
}
