using System.Diagnostics;
using FlowBuilder.Knowledge.Duplicates;

namespace FlowBuilder.Knowledge.Tests.Duplicates;

[Parallelizable(ParallelScope.All)]
public sealed class DuplicateFinderTests
{
    private const string English = "The warranty lasts two years from the day of purchase, and the receipt must be kept to prove it.";
    private const string Korean = "보증 기간은 구입한 날부터 2년이며, 이를 증명하려면 영수증을 보관해야 합니다. 소모품은 처음 1년 동안만 무료입니다.";

    [TestCase(English, "  the WARRANTY lasts two years from the day of purchase — and the receipt must be kept, to prove it")]
    [TestCase(Korean, "보증 기간은 구입한 날부터 ２년이며 이를 증명하려면\n영수증을 보관해야 합니다! 소모품은 처음 1년 동안만 무료입니다")]
    public void Texts_that_differ_in_case_blanks_and_punctuation_only_are_exact_duplicates(string one, string other)
    {
        var group = Find(0.85, one, other, "Something else entirely.").Single();

        Assert.That(group.Others.Single(), Is.EqualTo(new Duplicate(1 - group.Kept, 1, IsExact: true)));
    }

    [TestCase(English, "The warranty lasts two years from the day of purchase, and a receipt must be kept to prove it.")]
    [TestCase(Korean, "보증 기간은 구입한 날부터 3년이며, 이를 증명하려면 영수증을 보관해야 합니다. 소모품은 처음 1년 동안만 무료입니다.")]
    [TestCase(English, "The waranty lasts two years from the day of purchase, and the reciept must be kept to prove it.", Description = "scattered slips, which the Levenshtein ratio decides")]
    public void Texts_that_differ_in_a_word_or_some_letters_are_near_duplicates(string one, string other)
    {
        var duplicate = Find(0.85, one, "Something else entirely.", other).Single().Others.Single();

        Assert.That(duplicate.IsExact, Is.False);
        Assert.That(duplicate.Likeness, Is.InRange(0.85, 0.999));
    }

    [TestCase(English, "The warranty lasts two years. Belts and filters are not part of it, whatever the receipt says.")]
    [TestCase(Korean, "보증 기간은 구입한 날부터 2년입니다. 기계에서 소리가 나면 전원을 끄고 서비스 센터에 연락하세요.")]
    [TestCase("Name: Belt\nPrice: 1,000", "Name: Filter\nPrice: 2,000")]
    [TestCase("---", "***")]
    [TestCase("", "   ")]
    public void Texts_on_the_same_matter_are_none(string one, string other) => Assert.That(Find(0.85, one, other), Is.Empty);

    [Test]
    public void What_a_person_wrote_is_kept_then_the_longer_then_the_earlier()
    {
        var byPerson = DuplicateFinder.Find([new(English + " Yes."), new(English, IsPreferred: true)], 0.8, default);
        var longer = Find(0.8, English, English + " Yes.", English);
        var earlier = Find(0.8, English, English);

        Assert.That(byPerson.Single().Kept, Is.EqualTo(1));
        Assert.That(longer.Single().Kept, Is.EqualTo(1));
        Assert.That(longer.Single().Others.Select(other => other.Index), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(longer.Single().Others.Select(other => other.IsExact), Is.All.False, "they are exactly one another, but not the one that is kept");
        Assert.That(earlier.Single().Kept, Is.Zero);
    }

    [Test]
    public void Likeness_does_not_creep_along_a_chain()
    {
        string[] chain = [.. Enumerable.Range(0, 12).Select(step => string.Join(' ', Enumerable.Range(0, 40).Select(i => $"word{(i < 4 * step ? i + 100 * step : i)}")))];

        foreach (var group in Find(0.7, chain))
        {
            foreach (var other in group.Others)
                Assert.That(DuplicateFinder.Likeness(ComparedText.Of(chain[group.Kept]), ComparedText.Of(chain[other.Index]), 0.7), Is.EqualTo(other.Likeness));
        }
    }

    [Test]
    public void At_full_likeness_only_exact_duplicates_are_found()
    {
        Assert.That(Find(1, English, English + "!", English + " Yes.").Single().Others.Single().Index, Is.EqualTo(0).Or.EqualTo(1));
    }

    [Test]
    public void Finds_what_comparing_every_pair_finds([Range(1, 12)] int seed, [Values(0.7, 0.85, 1)] double least)
    {
        var texts = Corpus(new Random(seed), originals: 30, copies: 4).Select(text => new DuplicateCandidate(text, text.Length % 17 == 0)).ToList();

        var found = DuplicateFinder.Find(texts, least, default);

        var expected = EveryPair.Find(texts, least);
        Assert.That(found.Select(group => group.Kept), Is.EqualTo(expected.Select(group => group.Kept)));
        for (var i = 0; i < found.Count; i++) Assert.That(found[i].Others, Is.EqualTo(expected[i].Others));
    }

    [Test]
    public void The_ratio_is_that_of_the_whole_table([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var one = Text(random, random.Next(0, 12));
        var other = random.Next(4) == 0 ? Text(random, random.Next(0, 12)) : Changed(random, one, random.NextDouble() * 0.6);
        var length = Math.Max(one.Length, other.Length);
        var expected = length == 0 ? 1 : 1 - EveryPair.Distance(one, other) / (double)length;

        foreach (var least in new[] { 0, 0.3, 0.7, 0.9, 1 })
        {
            var allowed = (int)((1 - least) * length) >= (length == 0 ? 0 : EveryPair.Distance(one, other));
            Assert.That(Levenshtein.Ratio(one, other, least), allowed ? Is.EqualTo(expected).Within(1e-12) : Is.Null);
        }
    }

    [Test, CancelAfter(120_000)]
    public void Ten_thousand_chunks_are_looked_through_in_a_moment(CancellationToken cancellationToken)
    {
        var random = new Random(7);
        var texts = Corpus(random, originals: 2_500, copies: 3, words: 120).Select(text => new DuplicateCandidate(text)).ToList();
        var rows = Enumerable.Range(0, 2_000).Select(i => new DuplicateCandidate(
            $"name: {Text(random, 1)}\nprice: {random.Next(100_000)}\nwarehouse: Seoul Gangnam\ndelivery: within three days\nstate: in stock"));

        var watch = Stopwatch.StartNew();
        var found = DuplicateFinder.Find([.. texts, .. rows], DuplicateFinder.DefaultLikeness, cancellationToken);

        TestContext.Out.WriteLine($"{texts.Count + 2_000} texts, {found.Count} groups, {watch.ElapsedMilliseconds} ms");
        Assert.That(found, Has.Count.GreaterThan(2_000));
        Assert.That(cancellationToken.IsCancellationRequested, Is.False);
    }

    private static IReadOnlyList<DuplicateGroup> Find(double least, params string[] texts) =>
        DuplicateFinder.Find([.. texts.Select(text => new DuplicateCandidate(text))], least, default);

    // Each original with copies that are changed a little, a lot, or not at all.
    private static List<string> Corpus(Random random, int originals, int copies, int words = 40)
    {
        var texts = new List<string>();
        for (var i = 0; i < originals; i++)
        {
            var text = Text(random, random.Next(words / 4, words));
            texts.Add(text);
            for (var copy = 0; copy < copies; copy++) texts.Add(Changed(random, text, random.Next(4) switch { 0 => 0, 1 => 0.01, 2 => 0.04, _ => 0.3 }));
        }

        return [.. texts.OrderBy(_ => random.Next())];
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static string Word(Random random) => random.Next(2) == 0
        ? string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26))))
        : string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => (char)('가' + random.Next(11_000))));

    private static string Changed(Random random, string text, double share) => string.Concat(text.Select(letter =>
        random.NextDouble() >= share ? letter.ToString() : random.Next(3) switch { 0 => "", 1 => letter + "x", _ => "다" }));
}
