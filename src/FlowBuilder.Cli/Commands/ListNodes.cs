using System.CommandLine;
using System.Globalization;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Nodes.Reference;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>nodes [TYPE]</c>: lists the node types or explains one; with <c>--docs</c>, writes the reference as files.</summary>
internal static class ListNodes
{
    private static readonly Argument<string?> Type = new("TYPE") { Description = ReferenceHelp.Type.ToString(), Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Docs = new("--docs") { Description = ReferenceHelp.Docs.ToString(), HelpName = "FOLDER" };

    private static readonly Option<string> Samples = new("--samples")
    {
        Description = ReferenceHelp.Samples.ToString(),
        HelpName = "FOLDER",
        DefaultValueFactory = _ => Path.Combine("samples", "flows"),
    };

    private static readonly Option<bool> Check = new("--check") { Description = ReferenceHelp.Check.ToString() };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("nodes", ReferenceHelp.Command.ToString()) { Type, Docs, Samples, Check };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        await using var engine = FlowEngine.Start();
        var catalogue = engine.GetRequiredService<NodeCatalogue>();
        var samples = SampleFlow.ReadAll(line.GetRequiredValue(Samples), engine.GetRequiredService<FlowFormat>()).ToList();
        if (line.GetValue(Docs) is { } folder) return await WriteAsync(folder, catalogue, samples, line.GetValue(Check), cancellationToken);
        if (line.GetValue(Type) is { } wanted) return Explain(wanted, NodeReferenceBook.Of(catalogue, samples, CultureInfo.CurrentUICulture));
        foreach (var type in catalogue.Types) Console.Out.WriteLine($"{type.Id,-22} {type.Title}: {type.Help}");
        return ExitCode.Done;
    }

    private static int Explain(string wanted, NodeReferenceBook book)
    {
        if (book.Find(wanted) is not { } page)
        {
            Problems.Say(ReferenceHelp.Unknown(wanted));
            return ExitCode.BadInput;
        }

        // What is not written in the reader's language is written in English, headings and all.
        var isKnown = page.Type.Title.All.ContainsKey(book.Language.TwoLetterISOLanguageName);
        Console.Out.Write(NodeDocs.Page(page, isKnown ? book.Language : CultureInfo.GetCultureInfo(LocalText.DefaultLanguage)));
        return ExitCode.Done;
    }

    private static async Task<int> WriteAsync(
        string folder, NodeCatalogue catalogue, IReadOnlyCollection<SampleFlow> samples, bool onlyChecks, CancellationToken cancellationToken)
    {
        var wanted = NodeDocs.Files(catalogue, samples).ToDictionary(file => Path.GetFullPath(Path.Combine(folder, file.Key)), file => file.Value);
        var found = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories).Select(Path.GetFullPath) : [];
        var stale = new List<string>();
        foreach (var path in found.Where(path => !wanted.ContainsKey(path)))
        {
            // Files that people wrote are none of this command's business.
            if ((await File.ReadAllTextAsync(path, cancellationToken)).Contains(NodeDocs.Mark, StringComparison.Ordinal)) stale.Add(path);
        }

        foreach (var (path, text) in wanted)
        {
            if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) == text) continue;
            stale.Add(path);
        }

        stale.Sort(StringComparer.Ordinal);
        foreach (var path in stale)
        {
            Console.Out.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, path));
            if (onlyChecks) continue;
            if (!wanted.TryGetValue(path, out var text))
            {
                File.Delete(path);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }

        if (!onlyChecks || stale.Count == 0) return ExitCode.Done;
        Problems.Say(ReferenceHelp.Stale(folder));
        return ExitCode.Failed;
    }
}
