using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Recordings;
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

    private static readonly Option<string> Decide = new("--decide") { Description = Words.Decide.ToString(), HelpName = "approve|reject" };

    private static readonly Option<string[]> Answers = new("--answer") { Description = Words.Answer.ToString(), HelpName = "field=value" };
    private static readonly Option<string?> Record = new("--record") { Description = RecordingWords.Record.ToString(), HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Replay = new("--replay") { Description = RecordingWords.Replay.ToString(), HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<decimal?> MaxCost = new("--max-cost") { Description = Words.MaxCost.ToString(), HelpName = "USD" };
    private static readonly Option<long?> MaxTokens = new("--max-tokens") { Description = Words.MaxTokens.ToString(), HelpName = "N" };
    private static readonly Option<double?> MaxSeconds = new("--max-seconds") { Description = Words.MaxSeconds.ToString(), HelpName = "S" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("run", Words.Run.ToString()) { File, Inputs, Set, Events, Json, Data, Decide, Answers, MaxCost, MaxTokens, MaxSeconds, Record, Replay };
        Decide.AcceptOnlyFromAmong("approve", "reject");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        if (Pair.ReadAll("--input", "name=value", line.GetValue(Inputs) ?? []) is not { } inputs) return ExitCode.BadInput;
        if (Pair.ReadAll("--answer", "field=value", line.GetValue(Answers) ?? []) is not { } answers) return ExitCode.BadInput;
        if (Pair.ReadAll("--set", "node.setting=value", line.GetValue(Set) ?? []) is not { } settings) return ExitCode.BadInput;
        return await DataFolder.WithAsync(line.GetValue(Data), engine => RunAsync(engine, line, inputs, settings, new FormAnswers(answers), cancellationToken));
    }

    private static async Task<int> RunAsync(
        ServiceProvider engine, ParseResult line, IReadOnlyList<Pair> inputs, IReadOnlyList<Pair> settings, FormAnswers form, CancellationToken cancellationToken)
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
        var budget = new Budget { Cost = line.GetValue(MaxCost), Tokens = line.GetValue(MaxTokens), Seconds = line.GetValue(MaxSeconds) };
        if (BudgetChecks.ProblemsOf(budget, "$.budget") is [_, ..] problems)
        {
            Problems.Say(file.Path, [.. problems]);
            return ExitCode.BadInput;
        }

        var (isRight, recording) = await OpenRecordingAsync(engine, line, file.Path, cancellationToken);
        if (!isRight) return ExitCode.BadInput;
        var command = new RunCommand(flow)
        {
            Tape = recording?.Tape,
            Budget = budget.IsEmpty ? null : budget,
            Inputs = values,
            Settings = SettingValues.Read(settings, flow, catalogue),
        };
        IRunPrinter printer = line.GetValue(Events) ? new EventPrinter() : ResultPrinter.For(flow, contract, catalogue, line.GetValue(Json));
        try
        {
            var run = await engine.GetRequiredService<RunHost>().StartAsync(command, cancellationToken);
            var decisions = new Decisions(line.GetValue(Decide) is { } decision ? decision == "approve" : null, form);
            var exitCode = await FollowAsync(run, printer, decisions, cancellationToken);
            if (recording is not { Tape.Mode: RecordingMode.Record }) return exitCode;
            if (exitCode == ExitCode.Done) return await recording.SaveAsync(cancellationToken) ? exitCode : ExitCode.Failed;
            Problems.Say(RecordingWords.NotSaved);
            return exitCode;
        }
        catch (RunRefusedException refused)
        {
            Problems.Say(file.Path, refused.Problems);
            return ExitCode.BadInput;
        }
    }

    private static async Task<(bool IsRight, RecordingFile? File)> OpenRecordingAsync(
        ServiceProvider engine, ParseResult line, string flow, CancellationToken cancellationToken)
    {
        var (records, replays) = (line.GetResult(Record) is not null, line.GetResult(Replay) is not null);
        if (!records && !replays) return (true, null);
        if (records && replays)
        {
            Problems.Say(RecordingWords.Both);
            return (false, null);
        }

        var mask = await engine.GetRequiredService<KnownSecrets>().MaskAsync(cancellationToken);
        var mode = records ? RecordingMode.Record : RecordingMode.Replay;
        var file = await RecordingFile.OpenAsync(line.GetValue(records ? Record : Replay) ?? RecordingFormat.FileBeside(flow), mode, mask, cancellationToken);
        return (file is not null, file);
    }

    private static async Task<int> FollowAsync(FlowRun run, IRunPrinter printer, Decisions decisions, CancellationToken cancellationToken)
    {
        await using var onInterrupt = cancellationToken.Register(run.Cancel);
        var exitCode = ExitCode.Failed;
        await foreach (var runEvent in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            printer.Take(runEvent);
            if (runEvent is RunWaiting asked && !await decisions.AnswerAsync(run, asked, cancellationToken)) run.Cancel();
            if (runEvent is RunCompleted) exitCode = ExitCode.Done;
            if (runEvent is NodeRetrying retrying) Console.Error.WriteLine($"{retrying.Node}: {retrying.Reason}");
            if (runEvent is RunFailed failed) Problems.Say(failed.Fault, failed.Node);
            if (runEvent is RunCancelled) Problems.Say(Words.Stopped);
        }

        return exitCode;
    }
}
