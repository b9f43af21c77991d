using System.Xml.Linq;

namespace FlowBuilder.Core.Tests.Architecture;

[Parallelizable(ParallelScope.All)]
public sealed class ProjectArrowsTests
{
    private const string CoreProject = "FlowBuilder.Core";

    private static readonly string[] Middle =
        ["FlowBuilder.Nodes", "FlowBuilder.Providers", "FlowBuilder.Knowledge", "FlowBuilder.Storage", "FlowBuilder.Interchange"];

    // What Core may stand on: abstractions only. A vendor's client, a database or a web framework has its own project.
    private static readonly string[] CorePackages =
    [
        "Microsoft.Extensions.AI.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [CoreProject] = [],
        ["FlowBuilder.Web"] = [CoreProject, .. Middle],
        ["FlowBuilder.Cli"] = [CoreProject, .. Middle],
        ["FlowBuilder.Nodes"] = [CoreProject],
        ["FlowBuilder.Providers"] = [CoreProject],
        ["FlowBuilder.Knowledge"] = [CoreProject],
        ["FlowBuilder.Storage"] = [CoreProject],
        ["FlowBuilder.Interchange"] = [CoreProject],
    };

    private static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file));

    [Test]
    public void The_projects_are_those_of_the_drawing() => Assert.That(Projects(), Is.EquivalentTo(Allowed.Keys));

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_what_its_arrows_allow(string project) =>
        Assert.That(Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))), Is.SubsetOf(Allowed[project]));

    [Test]
    public void The_command_line_does_not_know_the_database() =>
        Assert.That(Includes("FlowBuilder.Cli", "PackageReference"), Has.None.Contains("Sqlite").And.None.Contains("Npgsql"));

    [Test]
    public void Core_stands_on_abstractions_only()
    {
        Assert.That(Includes(CoreProject, "PackageReference"), Is.SubsetOf(CorePackages));
        Assert.That(Includes(CoreProject, "FrameworkReference"), Is.Empty);
        Assert.That(Project(CoreProject).Root!.Attribute("Sdk")!.Value, Is.EqualTo("Microsoft.NET.Sdk"));
    }

    [Test]
    public void Core_is_built_against_nothing_but_the_platform_and_those_abstractions()
    {
        var references = typeof(Core.Flows.Flow).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.That(references.Where(name => !name.StartsWith("System", StringComparison.Ordinal)), Is.SubsetOf(CorePackages));
    }

    private static IEnumerable<string> Includes(string project, string item) =>
        Project(project).Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static XDocument Project(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
}
