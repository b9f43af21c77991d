namespace FlowBuilder.Knowledge.Tests;

/// <summary>Finds test data that lies beside the repository and is too large or not ours to keep in it.</summary>
internal static class SharedCorpus
{
    /// <summary>A folder of the corpus; ends the test as ignored where it is not there.</summary>
    public static string FolderOrIgnore(string name)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "corpus", name);
            if (Directory.Exists(candidate)) return candidate;
        }

        Assert.Ignore($"The folder shared/corpus/{name} is not beside the repository.");
        return "";
    }
}
