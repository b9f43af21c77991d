using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Tests.Searching;

/// <summary>The Cranfield collection with its judged questions, and how well a search ranks it.</summary>
internal sealed partial class CranfieldCollection
{
    private readonly List<int> _numbers;
    private readonly List<(string Query, HashSet<int> Relevant)> _judged;

    private CranfieldCollection(string folder)
    {
        (_numbers, Texts) = Documents(Path.Combine(folder, "cran.all.1400.xml"));
        var relevant = Judgements(Path.Combine(folder, "cranqrel.trec.txt"));
        _judged = [.. Queries(Path.Combine(folder, "cran.qry.xml"))
            .Select((query, i) => (Query: query, Relevant: relevant.GetValueOrDefault(i + 1) ?? []))
            .Where(item => item.Relevant.Count > 0)];
        Assert.That(Texts, Has.Count.EqualTo(1400));
    }

    public List<string> Texts { get; }

    public static CranfieldCollection ReadOrIgnore() => new(SharedCorpus.FolderOrIgnore("cranfield"));

    /// <summary>nDCG@10 and MAP of a search that gives places of texts, best first.</summary>
    public async Task<(double Gain, double Precision)> MeasureAsync(string name, Func<string, Task<List<int>>> find)
    {
        var (gain, precision) = (0.0, 0.0);
        foreach (var (query, relevant) in _judged)
        {
            var found = (await find(query)).ConvertAll(place => _numbers[place]);
            gain += GainAt10(found, relevant) / _judged.Count;
            precision += AveragePrecision(found, relevant) / _judged.Count;
        }

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Cranfield, {_judged.Count} queries, {name}: nDCG@10 {gain:F4}, MAP {precision:F4}"));
        return (gain, precision);
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
