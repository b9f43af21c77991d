using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>validate FILE…</c>: lists everything that is wrong with flow files.</summary>
internal static class ValidateFlows
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = Words.Files.ToString(), Arity = ArgumentArity.OneOrMore };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("validate", Words.Validate.ToString()) { Files };
        command.SetAction(ValidateAsync);
        return command;
    }

    private static async Task<int> ValidateAsync(ParseResult line, CancellationToken cancellationToken)
    {
        await using var engine = FlowEngine.Start();
        var format = engine.GetRequiredService<FlowFormat>();
        var exitCode = ExitCode.Done;
        foreach (var path in line.GetRequiredValue(Files))
        {
            var file = await FlowFile.OpenAsync(path, format, cancellationToken);
            file?.SayProblems(warnings: true);
            if (file?.Flow is null) exitCode = ExitCode.BadInput;
            else if (file.Read.Diagnostics.IsEmpty) Console.Out.WriteLine(Words.Good(path));
        }

        return exitCode;
    }
}
