using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>import FILE -o OUT</c>: reads a flow file and writes it as a new one, or a bundle and writes its flows into a folder; other builders' files are named in words.</summary>
internal static class ImportFlow
{
    private static readonly Argument<string> File = new("FILE") { Description = Words.File.ToString() };
    private static readonly Option<string> Out = new("--output", "-o") { Description = BundleWords.OutOfImport.ToString(), HelpName = "OUT", Required = true };

    private static readonly Option<string> Data = new("--data") { Description = Words.KnowledgeInto.ToString(), HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("import", Words.Import.ToString()) { File, Out, Data };
        command.SetAction((line, cancellationToken) => DataFolder.WithAsync(line.GetValue(Data), engine => ImportAsync(engine, line, cancellationToken)));
        return command;
    }

    private static async Task<int> ImportAsync(ServiceProvider engine, ParseResult line, CancellationToken cancellationToken)
    {
        var format = engine.GetRequiredService<FlowFormat>();
        var target = line.GetRequiredValue(Out);
        if (await FlowFile.OpenAsync(line.GetRequiredValue(File), format, cancellationToken) is not { } file) return ExitCode.BadInput;
        if (BundleReader.IsZip(file.Bytes)) return await UnpackAsync(file, target, engine, cancellationToken);
        file.SayProblems(warnings: true);
        if (file.Flow is not { } flow) return ExitCode.BadInput;
        if (!await FileText.WriteAsync(target, format.Write(flow), cancellationToken)) return ExitCode.BadInput;
        Console.Out.WriteLine(Words.Written(target));
        return ExitCode.Done;
    }

    private static async Task<int> UnpackAsync(FlowFile file, string folder, IServiceProvider engine, CancellationToken cancellationToken)
    {
        var read = engine.GetRequiredService<BundleReader>().Read(file.Bytes);
        Problems.Say(file.Path, read.Diagnostics);
        if (read.Bundle is not { } bundle || !await engine.GetRequiredService<BundleFiles>().WriteAsync(bundle, folder, cancellationToken)) return ExitCode.BadInput;
        if (engine.GetService<KnowledgeBundling>() is not { } knowledge) return ExitCode.Done;
        await knowledge.StoreAsync(bundle, cancellationToken);
        foreach (var brought in bundle.Knowledge) Console.Out.WriteLine(BundleWords.MadeKnowledge(brought.Base.Name, brought.Documents.Length));
        return ExitCode.Done;
    }
}
