using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Output;
using FlowBuilder.Storage.Backups;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>backup</c>: writes an installation into one file.</summary>
internal static class MakeBackup
{
    private static readonly Option<string> Data = new("--data") { Description = BackupWords.Data.ToString(), HelpName = "FOLDER" };
    private static readonly Option<string> To = new("--to") { Description = BackupWords.To.ToString(), HelpName = "FILE" };
    private static readonly Option<bool> WithKeys = new("--with-keys") { Description = BackupWords.WithKeys.ToString() };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("backup", BackupWords.Backup.ToString()) { Data, To, WithKeys };
        command.SetAction((line, cancellationToken) => Installation.WithAsync(() => MakeAsync(line, cancellationToken)));
        return command;
    }

    private static async Task<int> MakeAsync(ParseResult line, CancellationToken cancellationToken)
    {
        using var backups = new BackupStore(Installation.OptionsOf(line.GetValue(Data)), TimeProvider.System);
        var made = await backups.MakeAsync(line.GetValue(To), line.GetValue(WithKeys), cancellationToken);
        Console.Out.WriteLine(BackupWords.Made(made.Path, made.Bytes));
        Console.Out.WriteLine(made.HasKeys ? BackupWords.KeysAreIn : BackupWords.KeysStay);
        return ExitCode.Done;
    }
}
