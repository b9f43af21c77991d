namespace FlowBuilder.Core.Tests.Architecture;

/// <summary>The folder that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(TestContext.CurrentContext.TestDirectory);

    private static string FindRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "FlowBuilder.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException($"No FlowBuilder.sln above {folder}.");
    }
}
