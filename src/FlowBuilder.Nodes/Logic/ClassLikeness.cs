using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Words;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Puts a text into the class whose name and sentence share the most words with it: what is done without a model.</summary>
internal static class ClassLikeness
{
    // A word of the name says more than one of the sentence, and a word that few classes have more than one of many.
    private const double NameWeight = 2;
    private const int MostWords = 5;

    /// <summary>The class, and how far it is ahead of the next: half where two are alike, 1 where no other shares a word.</summary>
    public static (ClassVerdict Verdict, LocalText Reason) Judge(string text, IReadOnlyList<ClassChoice> classes)
    {
        var terms = WordTerms.Of(text);
        var named = classes.Select(choice => (Name: WordTerms.Of(choice.Name), All: WordTerms.Of($"{choice.Name} {choice.About}"))).ToList();
        var scores = named.Select(choice => choice.All.Where(terms.Contains).Sum(term =>
            (choice.Name.Contains(term) ? NameWeight : 1) / named.Count(other => other.All.Contains(term)))).ToList();
        var best = scores.Count == 0 ? 0 : scores.Max();
        if (best == 0)
        {
            return (new ClassVerdict(null, 0, ""), LocalText.Of(
                "By likeness of words, without a model: no class shares a word with the text.",
                "모델 없이 단어로 비교했습니다. 텍스트와 같은 단어가 있는 분류가 없습니다."));
        }

        var at = scores.IndexOf(best);
        var next = scores.Where((_, index) => index != at).DefaultIfEmpty(0).Max();
        var shared = string.Join(", ", named[at].All.Where(terms.Contains).Take(MostWords));
        return (new ClassVerdict(classes[at].Name, best / (best + next), ""), LocalText.Of(
            $"By likeness of words, without a model: {shared}.",
            $"모델 없이 단어로 비교했습니다. 같은 단어: {shared}."));
    }
}
