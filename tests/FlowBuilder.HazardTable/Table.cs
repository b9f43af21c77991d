using System.Text;

namespace FlowBuilder.HazardTable;

/// <summary>Writes the table of cases.</summary>
/// <param name="cases">The cases, in their order.</param>
/// <param name="tests">The marked tests.</param>
/// <param name="outcomes">How they ended.</param>
internal sealed class Table(IReadOnlyList<HazardCase> cases, IReadOnlyList<MarkedTest> tests, TestOutcomes outcomes)
{
    private const string Head = """
        # Hazards

        What broke other programs of this kind, and what happens here. Each case is replayed by the tests named beside it;
        `dotnet test --filter TestCategory=SEC-41` runs those of one case. The table is made from the marks (`[Hazard("SEC-41")]`) and
        the results of the tests by `./test.sh`; the cases themselves stand in [hazards.cases.json](hazards.cases.json). [SECURITY.md](../SECURITY.md)
        tells what is defended and what is not.

        """;

    /// <summary>The table as Markdown.</summary>
    public string Write()
    {
        var text = new StringBuilder(Head).AppendLine().AppendLine(Count()).AppendLine();
        text.AppendLine("| case | what is tried | must happen | tests | result |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var row in cases) text.AppendLine(Row(row));
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>What is wrong with marks and cases; a table without such problems may be published.</summary>
    public IEnumerable<string> Problems()
    {
        var known = cases.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in tests.SelectMany(test => test.Cases).Where(id => !known.Contains(id)).Distinct()) yield return $"A test is marked with {id}, which is no case.";
        foreach (var row in cases.Where(row => row.Remark is null && Of(row).Length == 0)) yield return $"{row.Id} has neither a test nor a remark that says why.";
    }

    private string Count()
    {
        var results = cases.CountBy(Result).ToDictionary();
        return $"{cases.Count} cases: "
            + string.Join(", ", new[] { "passed", "failed", "not run", "no test" }.Where(results.ContainsKey).Select(result => $"{results[result]} {result}")) + ".";
    }

    private string Row(HazardCase row)
    {
        var names = string.Join("<br>", Of(row).Select(test => $"`{test.ShortName}`").Distinct());
        var result = row.Remark is null ? Result(row) : $"{Result(row)}: {row.Remark}";
        return $"| {row.Id} | {Cell(row.Case)} | {Cell(row.Expected)} | {names} | {Cell(result)} |";
    }

    private string Result(HazardCase row)
    {
        var results = Of(row).Select(outcomes.Of).ToHashSet();
        if (results.Count == 0) return "no test";
        return results.Contains("failed") ? "failed" : results.Contains("passed") ? "passed" : "not run";
    }

    private MarkedTest[] Of(HazardCase row) => [.. tests.Where(test => test.Cases.Contains(row.Id)).OrderBy(test => test.ShortName, StringComparer.Ordinal)];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
