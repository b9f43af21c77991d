namespace FlowBuilder.Testing;

/// <summary>Finds the files of the repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a sample flow.</summary>
    public static string Sample(string name) => Path.Combine(Root, "samples", "flows", name);

    /// <summary>The path of a sample flow that has a recording beside it.</summary>
    public static string Recorded(string name) => Path.Combine(Root, "samples", "recorded", name);

    /// <summary>The path of a file or folder of the documentation.</summary>
    public static string Docs(params string[] path) => At(["docs", .. path]);

    /// <summary>A path below the root of the repository.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlowBuilder.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
