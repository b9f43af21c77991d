namespace FlowBuilder.Cli.Tests.Support;

/// <summary>Finds the files of the repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The path of a sample flow.</summary>
    public static string Sample(string name) => Path.Combine(Root, "samples", "flows", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlowBuilder.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
