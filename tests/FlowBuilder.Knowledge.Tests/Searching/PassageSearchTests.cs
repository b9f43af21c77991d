using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Tests.Searching;

[Parallelizable(ParallelScope.All)]
public sealed class PassageSearchTests
{
    private static readonly string[] Texts =
    [
        "A retry policy may be set. The retry policy of the client overrides the retry policy of the server.",
        "Set the retry policy before the retry policy of others.",
        "A “retry policy” means how often a failed call is made again, and how long the program waits before it does so each time.",
        "재시도 정책을 정하세요. 재시도 정책을 바꾸면 재시도 정책이 적용됩니다.",
        "재시도 정책이란 실패한 호출을 몇 번 다시 할지, 그리고 그 사이에 얼마나 기다릴지 정해 둔 규칙입니다.",
        "A queue holds what waits.",
    ];

    [TestCase("What is a retry policy?", 2)]
    [TestCase("what are retry policies", 2)]
    [TestCase("What does \"retry policy\" mean?", 2)]
    [TestCase("define retry policy", 2)]
    [TestCase("What is the definition of a retry policy?", 2)]
    [TestCase("재시도 정책이란 무엇인가요?", 4)]
    [TestCase("재시도 정책은 뭐예요?", 4)]
    [TestCase("재시도 정책의 뜻을 알려 주세요", 4)]
    public void The_passage_that_defines_a_term_comes_first_for_a_question_what_it_is(string query, int expected)
    {
        Assert.That(Search(query)[0].Index, Is.EqualTo(expected));
    }

    [TestCase("set the retry policy", 1)]
    [TestCase("재시도 정책을 바꾸면", 3)]
    public void Other_questions_are_ranked_by_their_words(string query, int expected)
    {
        Assert.That(Search(query)[0].Index, Is.EqualTo(expected));
    }

    [Test]
    public void The_least_score_leaves_out_the_rest()
    {
        var all = Search("What is a retry policy?");

        Assert.That(all.Select(hit => hit.Score), Is.Ordered.Descending);
        Assert.That(Search("What is a retry policy?", leastScore: all[0].Score), Has.Count.EqualTo(1));
        Assert.That(all.All(hit => hit.Score is > 0 and <= 1));
    }

    private static IReadOnlyList<(int Index, double Score)> Search(string query, double leastScore = 0)
    {
        var documents = Texts.Select(text => new Document { Text = text }).ToList();
        return PassageSearch.Search(documents, KeywordIndex.Build(Texts, CancellationToken.None), query, 10, leastScore);
    }
}
