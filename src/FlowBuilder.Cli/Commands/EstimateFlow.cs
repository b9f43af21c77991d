using System.CommandLine;
using System.Globalization;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>estimate FILE</c>: says what a run of a flow is likely to use, and runs nothing.</summary>
internal static class EstimateFlow
{
    private static readonly Argument<string> File = new("FILE") { Description = Words.File.ToString() };
    private static readonly Option<string[]> Inputs = new("--input", "-i") { Description = Words.Input.ToString(), HelpName = "name=value" };
    private static readonly Option<string[]> Set = new("--set", "-s") { Description = Words.Set.ToString(), HelpName = "node.setting=value" };
    private static readonly Option<string> Data = new("--data") { Description = Words.DataToRead.ToString(), HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("estimate", EstimateHelp.Command.ToString()) { File, Inputs, Set, Data };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        if (Pair.ReadAll("--input", "name=value", line.GetValue(Inputs) ?? []) is not { } inputs) return ExitCode.BadInput;
        if (Pair.ReadAll("--set", "node.setting=value", line.GetValue(Set) ?? []) is not { } settings) return ExitCode.BadInput;
        return await DataFolder.WithAsync(line.GetValue(Data), engine => RunAsync(engine, line, inputs, settings, cancellationToken), onlyReads: true);
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

        if (await InputValues.ReadAsync(inputs, FlowContract.Of(flow, catalogue), cancellationToken) is not { } values) return ExitCode.BadInput;
        var command = new RunCommand(flow) { Inputs = values, Settings = SettingValues.Read(settings, flow, catalogue) };
        try
        {
            Print(await engine.GetRequiredService<FlowEstimator>().EstimateAsync(command, cancellationToken));
            return ExitCode.Done;
        }
        catch (RunRefusedException refused)
        {
            Problems.Say(file.Path, refused.Problems);
            return ExitCode.BadInput;
        }
    }

    private static void Print(FlowEstimate estimate)
    {
        foreach (var node in estimate.Nodes) Console.Out.WriteLine($"{node.Node.Value}: {EstimateText.Of(node).For(CultureInfo.CurrentUICulture)}. {node.Source}");
        if (!estimate.Nodes.IsEmpty) Console.Out.WriteLine($"{EstimateHelp.Total}: {EstimateText.Of(estimate).For(CultureInfo.CurrentUICulture)}.");
        Console.Out.WriteLine(estimate.Source);
    }
}
