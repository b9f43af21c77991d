using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>Measures search by words, by vectors and by both on the Cranfield collection: 1,400 abstracts, 225 questions, judged by experts.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class CranfieldTests
{
    private const int Depth = 1000;

    [Test]
    public void Keyword_search_ranks_abstracts_well_and_joined_with_the_offline_embedding_still_better()
    {
        var folder = SharedCorpus.FolderOrIgnore("cranfield");
        var (numbers, texts) = Documents(Path.Combine(folder, "cran.all.1400.xml"));
        var queries = Queries(Path.Combine(folder, "cran.qry.xml"));
        var relevant = Judgements(Path.Combine(folder, "cranqrel.trec.txt"));
        var judged = queries
            .Select((query, i) => (Query: query, Relevant: relevant.GetValueOrDefault(i + 1) ?? []))
            .Where(item => item.Relevant.Count > 0)
            .ToList();
        var search = new SearchedTexts(texts);

        var words = Measure("keyword", query => search.FindByWords(query, Depth));
        var vectors = Measure("offline embedding", query => search.FindByVectors(query, Depth));
        var both = Measure("hybrid", query => search.Find(query, Depth));

        Assert.That(texts, Has.Count.EqualTo(1400));
        Assert.That(words.Gain, Is.GreaterThanOrEqualTo(0.38));
        Assert.That(words.Precision, Is.GreaterThanOrEqualTo(0.30));
        Assert.That(vectors.Gain, Is.GreaterThanOrEqualTo(0.25));
        Assert.That(both.Gain, Is.GreaterThan(words.Gain + 0.005));
        Assert.That(both.Precision, Is.GreaterThan(words.Precision + 0.005));

        (double Gain, double Precision) Measure(string name, Func<string, List<int>> find)
        {
            var rankings = judged.ConvertAll(item => (Found: find(item.Query).ConvertAll(place => numbers[place]), item.Relevant));
            var gain = rankings.Average(ranking => GainAt10(ranking.Found, ranking.Relevant));
            var precision = rankings.Average(ranking => AveragePrecision(ranking.Found, ranking.Relevant));
            TestContext.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Cranfield, {judged.Count} queries, {name}: nDCG@10 {gain:F4}, MAP {precision:F4}"));
            return (gain, precision);
        }
    }

    private static double GainAt10(List<int> ranking, HashSet<int> relevant)
    {
        var gain = ranking.Take(10).Select((number, i) => relevant.Contains(number) ? Discount(i) : 0).Sum();
        return gain / Enumerable.Range(0, Math.Min(10, relevant.Count)).Sum(Discount);
    }

    private static double Discount(int rank) => 1 / Math.Log2(rank + 2);

    private static double AveragePrecision(List<int> ranking, HashSet<int> relevant)
    {
        var found = 0;
        return ranking.Select((number, i) => relevant.Contains(number) ? ++found / (i + 1.0) : 0).Sum() / relevant.Count;
    }

    private static (List<int> Numbers, List<string> Texts) Documents(string path)
    {
        var numbers = new List<int>();
        var texts = new List<string>();
        foreach (Match match in DocumentPattern().Matches(File.ReadAllText(path)))
        {
            numbers.Add(int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
            texts.Add($"{match.Groups["title"].Value}\n{match.Groups["text"].Value}");
        }

        return (numbers, texts);
    }

    private static List<string> Queries(string path) =>
        [.. QueryPattern().Matches(File.ReadAllText(path)).Select(match => match.Groups["title"].Value)];

    private static Dictionary<int, HashSet<int>> Judgements(string path) => File.ReadLines(path)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(parts => parts.Length == 4 && int.Parse(parts[3], CultureInfo.InvariantCulture) > 0)
        .GroupBy(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => int.Parse(parts[2], CultureInfo.InvariantCulture))
        .ToDictionary(group => group.Key, group => group.ToHashSet());

    [GeneratedRegex(@"<docno>\s*(?<number>\d+)\s*</docno>\s*<title>(?<title>.*?)</title>.*?<text>(?<text>.*?)</text>", RegexOptions.Singleline)]
    private static partial Regex DocumentPattern();

    [GeneratedRegex(@"<title>\s*(?<title>.*?)\s*</title>", RegexOptions.Singleline)]
    private static partial Regex QueryPattern();
}
