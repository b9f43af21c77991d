using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>run FILE</c>: runs a flow here, and prints its results.</summary>
internal static class RunFlow
{
    private static readonly Argument<string> File = new("FILE") { Description = Words.File.ToString() };
    private static readonly Option<string[]> Inputs = new("--input", "-i") { Description = Words.Input.ToString(), HelpName = "name=value" };
    private static readonly Option<string[]> Set = new("--set", "-s") { Description = Words.Set.ToString(), HelpName = "node.setting=value" };
    private static readonly Option<bool> Events = new("--events") { Description = Words.Events.ToString() };
    private static readonly Option<bool> Json = new("--json") { Description = Words.Json.ToString() };

    private static readonly Option<string> Data = new("--data") { Description = Words.Data.ToString(), HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("run", Words.Run.ToString()) { File, Inputs, Set, Events, Json, Data };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        if (Pair.ReadAll("--input", "name=value", line.GetValue(Inputs) ?? []) is not { } inputs) return ExitCode.BadInput;
        if (Pair.ReadAll("--set", "node.setting=value", line.GetValue(Set) ?? []) is not { } settings) return ExitCode.BadInput;
        return await DataFolder.WithAsync(line.GetValue(Data), engine => RunAsync(engine, line, inputs, settings, cancellationToken));
    }

    private static async Task<int> RunAsync(
        ServiceProvider engine, ParseResult line, IReadOnlyList<Pair> inputs, IReadOnlyList<Pair> settings, CancellationToken cancellationToken)
    {
        var catalogue = engine.GetRequiredService<NodeCatalogue>();
        var file = await FlowFile.OpenAsync(line.GetRequiredValue(File), engine.GetRequiredService<FlowFormat>(), cancellationToken);
        if (file?.Flow is not { } flow)
        {
            file?.SayProblems(warnings: false);
            return ExitCode.BadInput;
        }

        var contract = FlowContract.Of(flow, catalogue);
        if (await InputValues.ReadAsync(inputs, contract, cancellationToken) is not { } values) return ExitCode.BadInput;
        var command = new RunCommand(flow) { Inputs = values, Settings = SettingValues.Read(settings, flow, catalogue) };
        IRunPrinter printer = line.GetValue(Events) ? new EventPrinter() : ResultPrinter.For(flow, contract, catalogue, line.GetValue(Json));
        try
        {
            var run = await engine.GetRequiredService<RunHost>().StartAsync(command, cancellationToken);
            return await FollowAsync(run, printer, cancellationToken);
        }
        catch (RunRefusedException refused)
        {
            Problems.Say(file.Path, refused.Problems);
            return ExitCode.BadInput;
        }
    }

    private static async Task<int> FollowAsync(FlowRun run, IRunPrinter printer, CancellationToken cancellationToken)
    {
        await using var onInterrupt = cancellationToken.Register(run.Cancel);
        var exitCode = ExitCode.Failed;
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            printer.Take(runEvent);
            if (runEvent is RunCompleted) exitCode = ExitCode.Done;
            if (runEvent is NodeRetrying retrying) Console.Error.WriteLine($"{retrying.Node}: {retrying.Reason}");
            if (runEvent is RunFailed failed) Problems.Say(failed.Fault, failed.Node);
            if (runEvent is RunCancelled) Problems.Say(Words.Stopped);
        }

        return exitCode;
    }
}
