using System.Globalization;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Looks for passages of the Korean sample documents among 500 others, asking as people type.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KoreanSearchTests
{
    private static readonly (string Name, Func<string, int, string?> Ask)[] Ways =
    [
        ("other particles", KoreanQuestions.WithOtherParticles),
        ("no blanks", KoreanQuestions.WithoutBlanks),
        ("blanks elsewhere", KoreanQuestions.WithBlanksElsewhere),
    ];

    [Test]
    public void A_question_finds_its_passage_first()
    {
        var wanted = KoreanPassages.OfSamples();
        List<string> texts = [.. wanted, .. KoreanPassages.Distractors(500)];
        var search = new SearchedTexts(texts);
        var questions = wanted.SelectMany((passage, place) => QuestionsOf(passage).Select(item => (item.Way, item.Question, Wanted: place))).ToList();

        var found = questions.ConvertAll(item => (item.Way, item.Question, IsFirst: search.Find(item.Question, 1) is [var first] && first == item.Wanted));

        foreach (var way in found.GroupBy(item => item.Way))
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way.Key}: {way.Count(item => item.IsFirst)} of {way.Count()} first"));
        foreach (var (_, question, _) in found.Where(item => !item.IsFirst)) TestContext.Out.WriteLine($"missed: {question}");
        Assert.That(texts, Has.Count.EqualTo(wanted.Count + 500));
        Assert.That(questions, Has.Count.GreaterThan(75));
        Assert.That(found.Average(item => item.IsFirst ? 1.0 : 0), Is.GreaterThanOrEqualTo(0.9));
    }

    private static IEnumerable<(string Way, string Question)> QuestionsOf(string passage)
    {
        var sentences = passage.Split(['\n', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < sentences.Length; i++)
        {
            foreach (var (name, ask) in Ways)
            {
                if (ask(sentences[i], i) is { } question) yield return (name, question);
            }
        }
    }
}
