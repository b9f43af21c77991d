using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Interchange.Bundles;
using Languages = FlowBuilder.Web.Localization.Languages;

namespace FlowBuilder.Web.Gallery;

/// <summary>Looks through the operator's folder without opening a file or following a link.</summary>
internal static class TemplateFolder
{
    /// <summary>The most files that are read.</summary>
    public const int MostFiles = 500;

    /// <summary>What lies in a folder and in its folders <c>en</c> and <c>ko</c>; names that begin with a dot are passed over.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    public static (IReadOnlyList<TemplateFile> Files, IReadOnlyList<BrokenTemplate> Broken) Look(string folder)
    {
        var files = new List<TemplateFile>();
        var broken = new List<BrokenTemplate>();
        Look(new DirectoryInfo(folder), "", LocalText.DefaultLanguage);
        foreach (var (language, _) in Languages.All)
        {
            var inner = new DirectoryInfo(Path.Combine(folder, language));
            if (inner.LinkTarget is not null) broken.Add(new BrokenTemplate(language + "/", [TemplateProblems.Link]));
            else Look(inner, language + "/", language);
        }

        if (files.Count > MostFiles) broken.Add(new BrokenTemplate("", [TemplateProblems.TooMany(MostFiles)]));
        return (files.Take(MostFiles).ToList(), broken);

        void Look(DirectoryInfo at, string prefix, string language)
        {
            if (!at.Exists) return;
            try
            {
                foreach (var entry in at.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    if (entry.Name.StartsWith('.') || IdOf(entry.Name) is not { } id) continue;
                    if (ProblemOf(entry) is { } problem) broken.Add(new BrokenTemplate(prefix + entry.Name, [problem]));
                    else if (entry is FileInfo file) files.Add(new TemplateFile(file.FullName, prefix + file.Name, id, language, file.Length, file.LastWriteTimeUtc));
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                broken.Add(new BrokenTemplate(prefix, [TemplateProblems.Unreadable]));
            }
        }
    }

    /// <summary>The most bytes of a file, by its name.</summary>
    public static long LimitOf(string name) => IsBundle(name) ? BundleLimits.FileBytes : FlowLimits.FileBytes;

    /// <summary>Whether a file is a bundle, by its name.</summary>
    public static bool IsBundle(string name) => name.EndsWith(FlowBundle.FileEnding, StringComparison.OrdinalIgnoreCase);

    private static string? IdOf(string name) =>
        IsBundle(name) ? name[..^FlowBundle.FileEnding.Length]
        : name.EndsWith(TemplateFile.FlowEnding, StringComparison.OrdinalIgnoreCase) ? name[..^TemplateFile.FlowEnding.Length]
        : null;

    // Pipes and devices have no length, and are not opened: nobody might ever write to them.
    private static Core.Compilation.FlowDiagnostic? ProblemOf(FileSystemInfo entry) =>
        entry.LinkTarget is not null ? TemplateProblems.Link
        : entry is not FileInfo file ? null
        : file.Length == 0 ? TemplateProblems.Empty
        : file.Length > LimitOf(file.Name) ? TemplateProblems.TooLarge(file.Length, LimitOf(file.Name))
        : null;
}
