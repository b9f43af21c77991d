using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;

namespace FlowBuilder.Web.Gallery;

/// <summary>The operator's own templates: flow files and bundles in a folder.</summary>
/// <remarks>The folder is looked through whenever templates are asked for; what has not changed since is not read again.</remarks>
internal sealed class OwnTemplates(
    HostSettings settings, FlowFiles files, FlowFormat format, BundleReader reader, BundleWriter writer, TemplateLibrary library, AuditTrail audit, ILogger<OwnTemplates> logger)
    : IDisposable
{
    // Windows keeps these names for itself, whatever their ending.
    private static readonly HashSet<string> Reserved = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" })],
        StringComparer.OrdinalIgnoreCase);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Dictionary<string, Reading> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>What the folder holds now.</summary>
    public async Task<OwnTemplateList> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var (found, broken) = TemplateFolder.Look(settings.TemplatesFolder);
            var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
            foreach (var file in found)
            {
                readings[file.Path] = _known.TryGetValue(file.Path, out var known) && known.File == file ? known : await ReadAsync(file, cancellationToken);
            }

            _known = readings;
            return new OwnTemplateList(
                [.. found.Select(file => readings[file.Path].Template).OfType<FlowTemplate>()],
                [.. broken, .. found.Select(file => readings[file.Path].Broken).OfType<BrokenTemplate>()]);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes a flow into the folder, under a name that no template has yet.</summary>
    /// <param name="bundle">The flow with those that it runs; alone it becomes a flow file, else a bundle.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id of the new template.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public async Task<string> SaveAsync(FlowBundle bundle, CancellationToken cancellationToken)
    {
        var taken = (await ReadAsync(cancellationToken)).Templates.Concat(library.All).Select(template => template.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ending = bundle.Flows.Length == 1 ? TemplateFile.FlowEnding : FlowBundle.FileEnding;
        var stem = FileNames.Of(bundle.Main.Flow.Name, "");
        if (Reserved.Contains(stem)) stem = $"flow-{stem}";
        Directory.CreateDirectory(settings.TemplatesFolder);
        var draft = Path.Combine(settings.TemplatesFolder, $".{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllBytesAsync(draft, bundle.Flows.Length == 1 ? format.Write(bundle.Main.Flow) : writer.Write(bundle), cancellationToken);
            for (var number = 1; ; number++)
            {
                var id = number == 1 ? stem : $"{stem}-{number}";
                var path = Path.Combine(settings.TemplatesFolder, id + ending);
                if (taken.Contains(id) || File.Exists(path)) continue;
                File.Move(draft, path, overwrite: false);
                await audit.WriteAsync("template.saved", id, bundle.Main.Flow.Name);
                return id;
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Removes a template from the folder, in every language.</summary>
    /// <param name="id">Its id; only files that were found in the folder are touched.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was removed, or null where there is none of that id.</returns>
    public async Task<RemovedTemplate?> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var (found, _) = TemplateFolder.Look(settings.TemplatesFolder);
        var removed = ImmutableArray.CreateBuilder<(string Path, byte[] Content)>();
        foreach (var file in found.Where(file => file.Id == id))
        {
            removed.Add((file.Path, await File.ReadAllBytesAsync(file.Path, cancellationToken)));
        }

        foreach (var (path, _) in removed) File.Delete(path);
        if (removed.Count == 0) return null;
        await audit.WriteAsync("template.deleted", id, id);
        return new RemovedTemplate(id, removed.ToImmutable());
    }

    /// <summary>Puts back what was removed; a file that took its place meanwhile is left alone.</summary>
    public async Task RestoreAsync(RemovedTemplate removed, CancellationToken cancellationToken)
    {
        foreach (var (path, content) in removed.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path)) await File.WriteAllBytesAsync(path, content, cancellationToken);
        }

        await audit.WriteAsync("template.restored", removed.Id, removed.Id);
    }

    private async Task<Reading> ReadAsync(TemplateFile file, CancellationToken cancellationToken)
    {
        var (bundle, problems) = await ReadBundleAsync(file, cancellationToken);
        if (bundle is not null)
        {
            var flow = bundle.Main.Flow.Name.Length > 0 ? bundle.Main.Flow : bundle.Main.Flow with { Name = file.Id };
            return new Reading(file, new FlowTemplate(file.Id, file.Language, flow) { IsOwn = true, Bundle = bundle with { Flows = bundle.Flows.SetItem(0, bundle.Main with { Flow = flow }) } }, null);
        }

        var wrong = problems.Where(problem => problem.Severity == DiagnosticSeverity.Invalid).ToImmutableArray();
        logger.LogWarning("The template {Path} is left out: {Problems}", file.Path, string.Join(" ", wrong.Select(problem => problem.Text.English)));
        return new Reading(file, null, new BrokenTemplate(file.Name, wrong));
    }

    private async Task<(FlowBundle? Bundle, ImmutableArray<FlowDiagnostic> Problems)> ReadBundleAsync(TemplateFile file, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(file.Path, cancellationToken);
            if (TemplateFolder.IsBundle(file.Name))
            {
                var bundle = reader.Read(content);
                return (bundle.Bundle, bundle.Diagnostics);
            }

            var read = files.Read(content);
            return (read.Flow is { } flow ? new FlowBundle([new BundledFlow("", flow)]) : null, read.Diagnostics);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, [TemplateProblems.Unreadable]);
        }
    }

    private sealed record Reading(TemplateFile File, FlowTemplate? Template, BrokenTemplate? Broken);
}
