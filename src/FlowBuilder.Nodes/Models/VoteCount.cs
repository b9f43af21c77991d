using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Words;

namespace FlowBuilder.Nodes.Models;

/// <summary>Chooses among answers without asking anybody.</summary>
internal static class VoteCount
{
    /// <summary>Marks the answer that most give; of several with as many votes the one that is listed first.</summary>
    public static IReadOnlyList<VoteAnswer> Majority(IReadOnlyList<VoteAnswer> answers)
    {
        var counts = answers.Where(answer => answer.Text is not null).GroupBy(answer => VoteAnswer.Ballot(answer.Text!))
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        List<VoteAnswer> counted = [.. answers.Select(answer => answer with { Votes = answer.Text is null ? 0 : counts[VoteAnswer.Ballot(answer.Text)] })];
        return Choose(counted, counted.IndexOf(counted.MaxBy(answer => answer.Votes)!));
    }

    /// <summary>The place of the answer that has most in common with the others: what is done where the judge is the demo model.</summary>
    public static (int Index, LocalText Reason) MostAlike(IReadOnlyList<VoteAnswer> answers)
    {
        var terms = answers.Select(answer => WordTerms.Of(answer.Text ?? "")).ToList();
        var best = Enumerable.Range(0, answers.Count).Where(index => answers[index].Text is not null)
            .MaxBy(index => terms.Where((_, other) => other != index).Sum(other => Likeness(terms[index], other)));
        return (best, LocalText.Of(
            "By likeness of words, without a judge: it has most in common with the others.",
            "심사 모델 없이 단어로 비교했습니다. 다른 답변들과 공통점이 가장 많습니다."));
    }

    /// <summary>Marks one answer as chosen.</summary>
    public static IReadOnlyList<VoteAnswer> Choose(IReadOnlyList<VoteAnswer> answers, int index) =>
        [.. answers.Select((answer, at) => answer with { IsChosen = at == index })];

    // Jaccard: what is common of what either has.
    private static double Likeness(HashSet<string> left, HashSet<string> right)
    {
        var common = left.Count(right.Contains);
        return common == 0 ? 0 : (double)common / (left.Count + right.Count - common);
    }
}
