using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Output;
using FlowBuilder.Storage;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>check</c>: looks for damage in an installation's database.</summary>
internal static class CheckData
{
    private static readonly Option<string> Data = new("--data") { Description = BackupWords.Data.ToString(), HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("check", BackupWords.Check.ToString()) { Data };
        command.SetAction((line, _) => Installation.WithAsync(() => Task.FromResult(Run(line))));
        return command;
    }

    private static int Run(ParseResult line)
    {
        var folder = Installation.OptionsOf(line.GetValue(Data)).DataFolder;
        var problems = FullCheck.Run(folder);
        if (problems.IsEmpty)
        {
            Console.Out.WriteLine(BackupWords.Sound(folder));
            return ExitCode.Done;
        }

        Problems.Say(BackupWords.Unsound(folder));
        foreach (var problem in problems) Console.Error.WriteLine(problem);
        return ExitCode.Failed;
    }
}
