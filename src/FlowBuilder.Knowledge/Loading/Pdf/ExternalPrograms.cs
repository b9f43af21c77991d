namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>Finds the programs that read PDF files and pictures of text.</summary>
/// <remarks>Looked for at each use: one that is installed while the server runs is used at once.</remarks>
/// <param name="searchPath">Folders parted as in the environment variable PATH.</param>
internal sealed class ExternalPrograms(string searchPath)
{
    /// <summary>The programs of this machine.</summary>
    public static readonly ExternalPrograms Installed = new(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Where the programs are looked for.</summary>
    public string SearchPath => searchPath;

    /// <summary>The path of a program, or null where it is not installed.</summary>
    /// <param name="name">Its name without an ending.</param>
    public string? Find(string name)
    {
        foreach (var folder in searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
            if (Path.IsPathFullyQualified(path) && File.Exists(path)) return path;
        }

        return null;
    }
}
