using System.Collections.Immutable;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;

namespace FlowBuilder.Cli.Files;

/// <summary>Bundles as files of flows beside one another, whose names stand for their ids.</summary>
/// <param name="format">The format of flow files.</param>
/// <param name="references">Finds the flows that a flow runs.</param>
internal sealed class BundleFiles(FlowFormat format, FlowReferences references)
{
    private const string Ending = ".json";
    private const int MostName = 100;

    /// <summary>Reads flows, and those beside them that they run, directly or through others.</summary>
    /// <returns>The bundle; null where a file cannot be taken, which has been said then.</returns>
    public async Task<FlowBundle?> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var flows = ImmutableArray.CreateBuilder<BundledFlow>();
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (!taken.TryAdd(IdOf(path), path))
            {
                Problems.Say(BundleWords.SameId(taken[IdOf(path)], path));
                return null;
            }
        }

        var waiting = new Queue<string>(paths);
        while (waiting.TryDequeue(out var path))
        {
            var file = await FlowFile.OpenAsync(path, format, cancellationToken).ConfigureAwait(false);
            file?.SayProblems(warnings: false);
            if (file?.Flow is not { } flow) return null;
            flows.Add(new BundledFlow(IdOf(path), flow));
            foreach (var id in references.Of(flow).Where(id => !taken.ContainsKey(id)))
            {
                var beside = Path.Combine(Path.GetDirectoryName(path) ?? "", id + Ending);
                if (IsPlain(id) && File.Exists(beside))
                {
                    taken.Add(id, beside);
                    waiting.Enqueue(beside);
                }
                else
                {
                    Problems.Say(BundleWords.LeftOut(path, id));
                }
            }
        }

        return new FlowBundle(flows.ToImmutable());
    }

    /// <summary>Writes each flow of a bundle into a folder; nothing where another file of one of the names is there.</summary>
    /// <returns>Whether all were written; where not, it has been said why.</returns>
    public async Task<bool> WriteAsync(FlowBundle bundle, string folder, CancellationToken cancellationToken)
    {
        var names = NamesOf(bundle);
        var files = bundle.Flows.Select(flow => (flow.Flow.Name, Path: Path.Combine(folder, names[flow.Id] + Ending), Bytes: format.Write(references.Rewire(flow.Flow, names)))).ToList();
        foreach (var file in files.Where(file => File.Exists(file.Path)))
        {
            if (await FileText.ReadAsync(file.Path, null, cancellationToken).ConfigureAwait(false) is not { } known) return false;
            if (known.AsSpan().SequenceEqual(file.Bytes)) continue;
            Problems.Say(BundleWords.IsThere(file.Path));
            return false;
        }

        if (!FileText.MakeFolder(folder)) return false;
        foreach (var file in files)
        {
            if (!await FileText.WriteAsync(file.Path, file.Bytes, cancellationToken).ConfigureAwait(false)) return false;
            Console.Out.WriteLine(file.Name.Length > 0 ? $"{file.Path}: {file.Name}" : file.Path);
        }

        return true;
    }

    // An id from elsewhere that can be no file's name here, or one only where capitals count, gets another.
    private static Dictionary<string, string> NamesOf(FlowBundle bundle)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in bundle.Flows.Select(flow => flow.Id).OrderByDescending(IsPlain))
        {
            var name = id;
            for (var number = 1; !IsPlain(name) || !taken.Add(name); number++) name = $"flow-{number}";
            names[id] = name;
        }

        return names;
    }

    private static string IdOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool IsPlain(string id) =>
        id.Length is > 0 and <= MostName && id[0] != '.' && id.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ');
}
