using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Says which settings a knowledge base may have.</summary>
public static class KnowledgeSettingsCheck
{
    /// <summary>The methods of cutting, by the names that settings use.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        [.. Enum.GetNames<Splitting.SplitMethod>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Whether documents can be cut so.</summary>
    public static bool CanCut(Core.Knowledge.KnowledgeSplitting splitting) => ChunkMaking.OptionsOf(splitting) is not null;

    internal static NodeException BadSplitting() => new("knowledge.bad-settings", LocalText.Of(
        "The settings of the knowledge base do not say how documents are cut. Set them anew.",
        "지식 베이스 설정에 문서를 나누는 방법이 없습니다. 설정을 다시 저장하세요."));
}
