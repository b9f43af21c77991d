using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>import FILE -o OUT</c>: reads a flow file and writes it as a new one; other builders' files are named in words.</summary>
internal static class ImportFlow
{
    private static readonly Argument<string> File = new("FILE") { Description = Words.File.ToString() };
    private static readonly Option<string> Out = new("--output", "-o") { Description = Words.OutFile.ToString(), HelpName = "OUT", Required = true };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("import", Words.Import.ToString()) { File, Out };
        command.SetAction(ImportAsync);
        return command;
    }

    private static async Task<int> ImportAsync(ParseResult line, CancellationToken cancellationToken)
    {
        await using var engine = FlowEngine.Start();
        var format = engine.GetRequiredService<FlowFormat>();
        var file = await FlowFile.OpenAsync(line.GetRequiredValue(File), format, cancellationToken);
        file?.SayProblems(warnings: true);
        if (file?.Flow is not { } flow) return ExitCode.BadInput;
        var target = line.GetRequiredValue(Out);
        if (!await FileText.WriteAsync(target, format.Write(flow), cancellationToken)) return ExitCode.BadInput;
        Console.Out.WriteLine(Words.Written(target));
        return ExitCode.Done;
    }
}
