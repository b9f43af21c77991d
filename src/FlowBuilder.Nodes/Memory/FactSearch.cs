using FlowBuilder.Core.Memory;
using FlowBuilder.Nodes.Words;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Finds the facts that a question is about, by the words and pairs of Hangul that they share, rare ones counting more.</summary>
internal static class FactSearch
{
    /// <summary>The facts in their order; those that share nothing with the question are left out.</summary>
    public static IReadOnlyList<MemoryFact> Find(IReadOnlyList<MemoryFact> facts, string question, int most)
    {
        var asked = WordTerms.Of(question);
        var terms = facts.Select(fact => WordTerms.Of(fact.Text)).ToList();
        var weights = asked.ToDictionary(term => term, term => Math.Log(1 + (facts.Count / (0.5 + terms.Count(has => has.Contains(term))))), StringComparer.Ordinal);
        return
        [
            .. facts.Select((fact, index) => (Fact: fact, Score: terms[index].Where(weights.ContainsKey).Sum(term => weights[term])))
                .Where(found => found.Score > 0)
                .OrderByDescending(found => found.Score).ThenByDescending(found => found.Fact.UpdatedAt)
                .Take(most).Select(found => found.Fact),
        ];
    }
}
