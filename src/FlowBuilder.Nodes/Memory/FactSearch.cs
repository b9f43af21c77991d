using FlowBuilder.Core.Memory;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Finds the facts that a question is about, by the words and pairs of Hangul that they share, rare ones counting more.</summary>
internal static class FactSearch
{
    /// <summary>The facts in their order; those that share nothing with the question are left out.</summary>
    public static IReadOnlyList<MemoryFact> Find(IReadOnlyList<MemoryFact> facts, string question, int most)
    {
        var asked = Terms(question);
        var terms = facts.Select(fact => Terms(fact.Text)).ToList();
        var weights = asked.ToDictionary(term => term, term => Math.Log(1 + (facts.Count / (0.5 + terms.Count(has => has.Contains(term))))), StringComparer.Ordinal);
        return
        [
            .. facts.Select((fact, index) => (Fact: fact, Score: terms[index].Where(weights.ContainsKey).Sum(term => weights[term])))
                .Where(found => found.Score > 0)
                .OrderByDescending(found => found.Score).ThenByDescending(found => found.Fact.UpdatedAt)
                .Take(most).Select(found => found.Fact),
        ];
    }

    private static HashSet<string> Terms(string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0) AddWord(terms, text[start..i].ToLowerInvariant());
            start = -1;
        }

        return terms;
    }

    // Korean words carry particles and Chinese and Japanese no blanks: pairs of characters find them all the same.
    private static void AddWord(HashSet<string> terms, string word)
    {
        if (word[0] < 0x1100)
        {
            if (word.Length > 2 && !Common.Contains(word)) terms.Add(word is [.., not 's', 's'] && word.Length > 3 ? word[..^1] : word);
            return;
        }

        for (var i = 0; i + 1 < word.Length; i++) terms.Add(word[i..(i + 2)]);
    }

    private static readonly HashSet<string> Common = new(
        ["the", "and", "for", "are", "was", "you", "your", "what", "who", "how", "did", "does", "have", "has", "with", "that", "this", "when", "where", "which", "can", "should", "would", "about"],
        StringComparer.Ordinal);
}
