using System.Reflection;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Tests.Architecture;

namespace FlowBuilder.Core.Tests.Compilation;

[Parallelizable(ParallelScope.All)]
public sealed partial class DiagnosticCodesTests
{
    private static readonly string[] Folders = ["Compilation", "Flows", "Ports", "Json", "Nodes"];

    [Test]
    public async Task Every_code_is_listed_once_in_the_documentation()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "diagnostics.md"));
        var listed = Row().Matches(page).Select(match => match.Groups[1].Value).ToArray();

        Assert.That(listed, Is.Unique);
        Assert.That(listed, Is.SupersetOf(Declared()));
        Assert.That(listed, Is.SupersetOf(await WrittenInCodeAsync()));
    }

    [Test]
    public void No_two_codes_are_the_same() => Assert.That(Declared(), Is.Unique);

    [Test]
    public void Every_code_is_dotted_kebab_case() => Assert.That(Declared(), Has.All.Match("^[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*$"));

    private static string[] Declared() =>
    [
        .. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];

    private static async Task<IEnumerable<string>> WrittenInCodeAsync()
    {
        var codes = new List<string>();
        foreach (var folder in Folders)
        {
            var path = Path.Combine(Repository.Root, "src", "FlowBuilder.Core", folder);

            // A comparison names members such as policy.retries, which look like codes.
            foreach (var file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("Comparison", StringComparison.Ordinal)))
                codes.AddRange(Literal().Matches(await File.ReadAllTextAsync(file)).Select(match => match.Groups[1].Value));
        }

        return codes.Distinct();
    }

    [GeneratedRegex("^\\| `([a-z.0-9-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("\"([a-z]+\\.[a-z0-9]+(?:-[a-z0-9]+)*)\"")]
    private static partial Regex Literal();
}
