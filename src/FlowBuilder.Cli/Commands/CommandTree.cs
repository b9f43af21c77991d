using System.CommandLine;
using System.CommandLine.Invocation;
using FlowBuilder.Cli.Output;

namespace FlowBuilder.Cli.Commands;

/// <summary>Every command, and what happens to a command line.</summary>
internal static class CommandTree
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(Words.Program.ToString())
        {
            RunFlow.Command(),
            ValidateFlows.Command(),
            FormatFlows.Command(),
            ImportFlow.Command(),
            BundleFlows.Command(),
            DiffFlows.Command(),
            MergeFlows.Command(),
            ListFlow.Command(),
            DrawFlow.Command(),
            DiffFlows.GitCommand(),
            PrintSchema.Command(),
            ListNodes.Command(),
            EstimateFlow.Command(),
            MakeBackup.Command(),
            RestoreBackup.Command(),
            LookAfterAccounts.Command(),
            CheckData.Command(),
        };
        var parsed = root.Parse(args);
        if (parsed.Action is not ParseErrorAction) return await parsed.InvokeAsync().ConfigureAwait(false);
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
        await Console.Error.WriteLineAsync(Words.SeeHelp.ToString()).ConfigureAwait(false);
        return ExitCode.BadInput;
    }
}
