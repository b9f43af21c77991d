using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The knowledge bases of the program that runs a flow, as nodes see them; a program may keep none.</summary>
/// <param name="store">The store of knowledge bases; null where the program has none.</param>
/// <param name="search">What searches them; null where there is no store.</param>
/// <param name="intake">What takes documents in; null where there is no store.</param>
public sealed class KnowledgeBases(IKnowledgeStore? store, KnowledgeSearch? search, IKnowledgeIntake? intake)
{
    /// <summary>What takes documents in.</summary>
    /// <exception cref="NodeException">This program keeps no knowledge bases.</exception>
    public IKnowledgeIntake Intake => intake ?? throw NoStore();

    /// <summary>The knowledge base that a node names.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">There is none of that id, or this program keeps none at all.</exception>
    public async ValueTask<KnowledgeBaseSummary> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (store is null) throw NoStore();
        if (string.IsNullOrWhiteSpace(id)) throw NotChosen();
        return await store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw Unknown(id);
    }

    /// <summary>What answers a question best, best first.</summary>
    /// <param name="id">The knowledge base.</param>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">There is no such knowledge base, or nothing in it can be found yet, or the question could not be embedded.</exception>
    public async ValueTask<IReadOnlyList<KnowledgeHit>> SearchAsync(string id, KnowledgeQuery query, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found.Counts.Chunks == 0) throw NothingReady(found);
        return search is null ? throw NoStore() : await search.SearchAsync(found.Base, query, cancellationToken).ConfigureAwait(false);
    }

    private static NodeException NotChosen() => new("knowledge.not-chosen", LocalText.Of(
        "No knowledge base is chosen. Choose one in the settings of this node.",
        "지식 베이스가 선택되지 않았습니다. 이 노드의 설정에서 선택하세요."));

    private static NodeException NoStore() => new("knowledge.no-store", LocalText.Of(
        "This program keeps no knowledge bases. Run the flow in FlowBuilder, or give the command line the data folder of an installation with --data.",
        "이 프로그램에는 지식 베이스가 없습니다. FlowBuilder에서 플로우를 실행하거나, 명령줄에서 --data로 설치의 데이터 폴더를 지정하세요."));

    /// <summary>There is no knowledge base of that id.</summary>
    public static NodeException Unknown(string id) => new("knowledge.unknown", LocalText.Of(
        $"There is no knowledge base \"{Short(id)}\" here. Choose another in the settings of this node, or make one with that id.",
        $"\"{Short(id)}\" 지식 베이스가 없습니다. 이 노드의 설정에서 다른 지식 베이스를 선택하거나 그 id로 새로 만드세요."));

    private static NodeException NothingReady(KnowledgeBaseSummary found)
    {
        var (name, counts) = (Short(found.Base.Name), found.Counts);
        if (counts.Unfinished > 0)
        {
            return new NodeException(
                "knowledge.not-ready",
                LocalText.Of(
                    $"Nothing in the knowledge base \"{name}\" can be found yet: {counts.Unfinished} of its {counts.Documents} documents are still being read. Wait a moment and run the flow again.",
                    $"지식 베이스 \"{name}\"에서 아직 아무것도 찾을 수 없습니다. 문서 {counts.Documents}개 중 {counts.Unfinished}개를 읽고 있습니다. 잠시 뒤에 다시 실행하세요."),
                isTransient: true);
        }

        return counts.Documents == 0
            ? new NodeException("knowledge.empty", LocalText.Of(
                $"The knowledge base \"{name}\" is empty. Add documents to it, and run the flow again.",
                $"지식 베이스 \"{name}\"이(가) 비어 있습니다. 문서를 추가한 뒤 다시 실행하세요."))
            : new NodeException("knowledge.not-ready", LocalText.Of(
                $"Nothing in the knowledge base \"{name}\" can be found: of its {counts.Documents} documents, {counts.Failed} failed and {counts.Cancelled} were cancelled, and none has any text. Open the knowledge base to see why.",
                $"지식 베이스 \"{name}\"에서 아무것도 찾을 수 없습니다. 문서 {counts.Documents}개 중 {counts.Failed}개가 실패하고 {counts.Cancelled}개가 취소되었으며 텍스트가 있는 문서가 없습니다. 지식 베이스를 열어 이유를 확인하세요."));
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
