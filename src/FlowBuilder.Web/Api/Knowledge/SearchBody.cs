using System.Text.Json;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Searching.Filters;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What is asked of a knowledge base.</summary>
internal sealed record SearchBody
{
    /// <summary>The most characters of a question.</summary>
    public const int MostLength = 8_000;

    /// <summary>The most results that can be asked for.</summary>
    public const int MostResults = 200;

    /// <summary>The most other wordings of a question.</summary>
    public const int MostOtherQueries = 10;

    /// <summary>The question.</summary>
    public required string Query { get; init; }

    /// <summary>How it is searched.</summary>
    public KnowledgeSearchMode Mode { get; init; } = KnowledgeSearchMode.Hybrid;

    /// <summary>The most results.</summary>
    public int Top { get; init; } = 10;

    /// <summary>The least score to give, in the mode's own measure.</summary>
    public double? LeastScore { get; init; }

    /// <summary>Other wordings of the question; what is found for each is joined by its ranks.</summary>
    public IReadOnlyList<string> OtherQueries { get; init; } = [];

    /// <summary>The condition that a chunk's metadata must meet.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>How much results should differ from each other, from 0 to 1.</summary>
    public double Diversity { get; init; }

    /// <summary>What is asked.</summary>
    /// <exception cref="ApiException">It cannot be asked so.</exception>
    public KnowledgeQuery ToQuery()
    {
        if (!((string[])[Query, .. OtherQueries]).All(IsQuestion) || OtherQueries.Count > MostOtherQueries || Top is < 1 or > MostResults || Diversity is not (>= 0 and <= 1))
            throw new ApiException(KnowledgeProblems.BadQuery);
        return new KnowledgeQuery(Query, Mode, Top)
        {
            OtherTexts = OtherQueries,
            LeastScore = LeastScore,
            Diversity = Diversity,
            Filter = Filter is { ValueKind: not JsonValueKind.Null } filter ? Read(filter) : null,
        };
    }

    private static bool IsQuestion(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MostLength;

    private static MetadataFilter Read(JsonElement filter)
    {
        try
        {
            return MetadataFilter.Read(filter);
        }
        catch (MetadataFilterException fault)
        {
            throw new ApiException(KnowledgeProblems.BadFilter(string.Concat("$.filter", fault.Path.AsSpan(1)), fault.Text));
        }
    }
}
