using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Output;
using FlowBuilder.Storage.Backups;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>restore FILE</c>: puts a backup in the place of an installation's data.</summary>
internal static class RestoreBackup
{
    private static readonly Argument<string> File = new("FILE") { Description = BackupWords.File.ToString() };
    private static readonly Option<string> Data = new("--data") { Description = BackupWords.Data.ToString(), HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("restore", BackupWords.Restore.ToString()) { File, Data };
        command.SetAction((line, cancellationToken) => Installation.WithAsync(() => Task.FromResult(Run(line, cancellationToken))));
        return command;
    }

    private static int Run(ParseResult line, CancellationToken cancellationToken)
    {
        var (file, folder) = (line.GetRequiredValue(File), Installation.OptionsOf(line.GetValue(Data)).DataFolder);
        if (!System.IO.File.Exists(file))
        {
            Problems.Say(Words.NoFile(file));
            return ExitCode.BadInput;
        }

        var aside = Restore.Run(file, folder, TimeProvider.System, cancellationToken);
        Console.Out.WriteLine(BackupWords.Restored(folder));
        if (aside is not null) Console.Out.WriteLine(BackupWords.Aside(aside));
        return ExitCode.Done;
    }
}
