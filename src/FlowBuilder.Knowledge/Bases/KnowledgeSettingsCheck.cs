namespace FlowBuilder.Knowledge.Bases;

/// <summary>Says which settings a knowledge base may have.</summary>
public static class KnowledgeSettingsCheck
{
    /// <summary>The methods of cutting, by the names that settings use.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        [.. Enum.GetNames<Splitting.SplitMethod>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Whether documents can be cut so.</summary>
    public static bool CanCut(Core.Knowledge.KnowledgeSplitting splitting) => ChunkMaking.OptionsOf(splitting) is not null;
}
