using System.Xml.Linq;

namespace FlowBuilder.HazardTable;

/// <summary>How tests ended, as the files of results say.</summary>
internal sealed class TestOutcomes
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private readonly Dictionary<(string Fixture, string Method), List<string>> _outcomes = [];

    /// <summary>The assemblies whose tests ran.</summary>
    public HashSet<string> Assemblies { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads every file of results in a folder.</summary>
    public static TestOutcomes Read(string folder)
    {
        var outcomes = new TestOutcomes();
        foreach (var file in Directory.EnumerateFiles(folder, "*.trx").Order(StringComparer.Ordinal)) outcomes.Add(XDocument.Load(file));
        return outcomes;
    }

    /// <summary>How a test ended: passed, failed, or not run.</summary>
    public string Of(MarkedTest test) => !_outcomes.TryGetValue((test.Fixture, test.Method), out var ends) || ends.TrueForAll(end => end == "NotExecuted")
        ? "not run"
        : ends.TrueForAll(end => end is "Passed" or "NotExecuted") ? "passed" : "failed";

    private void Add(XDocument results)
    {
        var ends = results.Descendants(Trx + "UnitTestResult").ToLookup(end => (string?)end.Attribute("testId"), end => (string)end.Attribute("outcome")!);
        foreach (var test in results.Descendants(Trx + "UnitTest"))
        {
            var method = test.Element(Trx + "TestMethod")!;
            Assemblies.Add((string)method.Attribute("codeBase")!);

            // Tests and fixtures with arguments are named with them, and each set of arguments ends by itself.
            var name = ((string)method.Attribute("name")!).Split('(')[0];
            var fixture = ((string)method.Attribute("className")!).Split('(')[0];
            var key = (fixture, name);
            if (!_outcomes.TryGetValue(key, out var known)) _outcomes[key] = known = [];
            known.AddRange(ends[(string?)test.Attribute("id")]);
        }
    }
}
