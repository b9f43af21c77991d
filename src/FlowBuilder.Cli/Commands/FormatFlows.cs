using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>format FILE…</c>: writes flow files in their canonical form, in place.</summary>
internal static class FormatFlows
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = Words.Files.ToString(), Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> Check = new("--check") { Description = Words.Check.ToString() };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("format", Words.Format.ToString()) { Files, Check };
        command.SetAction(FormatAsync);
        return command;
    }

    private static async Task<int> FormatAsync(ParseResult line, CancellationToken cancellationToken)
    {
        await using var engine = FlowEngine.Start();
        var format = engine.GetRequiredService<FlowFormat>();
        var exitCode = ExitCode.Done;
        foreach (var path in line.GetRequiredValue(Files))
            exitCode = Math.Max(exitCode, await FormatAsync(path, format, line.GetValue(Check), cancellationToken));
        return exitCode;
    }

    private static async Task<int> FormatAsync(string path, FlowFormat format, bool isCheck, CancellationToken cancellationToken)
    {
        var file = await FlowFile.OpenAsync(path, format, cancellationToken);
        if (file?.Flow is not { } flow)
        {
            file?.SayProblems(warnings: false);
            return ExitCode.BadInput;
        }

        var canonical = format.Write(flow);
        if (canonical.AsSpan().SequenceEqual(file.Bytes)) return ExitCode.Done;
        if (isCheck)
        {
            Problems.Say(Words.WouldChange(path));
            return ExitCode.Failed;
        }

        if (!await FileText.WriteAsync(path, canonical, cancellationToken)) return ExitCode.BadInput;
        Console.Out.WriteLine(Words.Formatted(path));
        return ExitCode.Done;
    }
}
