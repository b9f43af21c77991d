using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Tests.Architecture;

/// <summary>Every case of the list of hazards has a test that is marked with it, or says why it has none.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class HazardMarksTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "hazards.cases.json"))).EnumerateArray()];

    private static readonly HashSet<string> Marks =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Mark().Matches(File.ReadAllText(file)))
            .SelectMany(mark => Id().Matches(mark.Value))
            .Select(id => id.Value),
    ];

    [Test]
    public void Every_case_has_a_test_or_says_why_it_has_none()
    {
        var bare = Cases.Where(row => !row.TryGetProperty("remark", out _)).Select(row => row.GetProperty("id").GetString()!);

        Assert.That(bare.Except(Marks), Is.Empty);
    }

    [Test]
    public void Every_mark_names_a_case() => Assert.That(Marks.Except(Cases.Select(row => row.GetProperty("id").GetString()!)), Is.Empty);

    [Test]
    public void No_case_stands_twice() => Assert.That(Cases.Select(row => row.GetProperty("id").GetString()), Is.Unique);

    [GeneratedRegex(@"^\s*\[Hazard\([^)]*\)\]", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex("[A-Z]+-[0-9]+")]
    private static partial Regex Id();
}
