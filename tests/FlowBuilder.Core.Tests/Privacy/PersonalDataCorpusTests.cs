using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Core.Tests.Privacy;

[Parallelizable(ParallelScope.All)]
public sealed class PersonalDataCorpusTests
{
    private const int Texts = 1_000;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(7)]
    [TestCase(8)]
    public void Every_planted_item_of_a_thousand_texts_is_found_whole_and_nothing_else(int seed)
    {
        var corpus = new PersonalDataCorpus(seed);
        var random = new Random(seed);
        var wrong = new List<string>();
        for (var i = 0; i < Texts; i++)
        {
            var items = Enumerable.Range(0, random.Next(1, 4)).Select(_ => corpus.Item()).ToList();
            var text = corpus.Around(items);

            var found = PersonalData.Find(text, PersonalData.AllKinds).Select(match => (text.Substring(match.Start, match.Length), match.Kind)).ToList();

            if (!found.SequenceEqual(items)) wrong.Add($"{text}\n  planted {string.Join(" | ", items)}\n  found   {string.Join(" | ", found)}");
        }

        Assert.That(wrong, Is.Empty, string.Join("\n", wrong.Take(10)));
    }

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(9)]
    [TestCase(10)]
    [TestCase(11)]
    [TestCase(12)]
    public void Nothing_is_found_in_a_thousand_clean_texts_full_of_numbers(int seed)
    {
        var corpus = new PersonalDataCorpus(seed);
        var wrong = new List<string>();
        for (var i = 0; i < Texts; i++)
        {
            var text = corpus.Clean();
            wrong.AddRange(PersonalData.Find(text, PersonalData.AllKinds).Select(match => $"{match.Kind} {text.Substring(match.Start, match.Length)} in: {text}"));
        }

        Assert.That(wrong, Is.Empty, string.Join("\n", wrong.Take(20)));
    }
}
