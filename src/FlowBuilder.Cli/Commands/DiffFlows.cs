using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>diff A B</c>: tells what differs between two flows; <c>git-diff</c> is the same for git.</summary>
internal static class DiffFlows
{
    // Git gives a path, and a file, a hash and a mode for each side.
    private const int GitArgumentCount = 7;

    private static readonly Argument<string> Before = new("A") { Description = ComparisonWords.Before.ToString() };
    private static readonly Argument<string> After = new("B") { Description = ComparisonWords.After.ToString() };
    private static readonly Argument<string[]> Given = new("ARGUMENT") { Description = ComparisonWords.GitArguments.ToString(), Arity = new ArgumentArity(GitArgumentCount, GitArgumentCount + 2) };
    private static readonly Option<string> Colour = new("--color") { Description = ComparisonWords.Colour.ToString(), HelpName = "when" };
    private static readonly Option<bool> NoLayout = new("--no-layout") { Description = ComparisonWords.NoLayout.ToString() };
    private static readonly Option<bool> Json = new("--json") { Description = ComparisonWords.Json.ToString() };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("diff", ComparisonWords.Diff.ToString()) { Before, After, Colour, NoLayout, Json };
        command.SetAction(async (line, cancellationToken) =>
        {
            await using var engine = FlowEngine.Start();
            if (await CompareAsync(engine, line.GetRequiredValue(Before), line.GetRequiredValue(After), cancellationToken) is not { } comparison) return ExitCode.BadInput;
            if (line.GetValue(NoLayout)) comparison = comparison.WithoutLayout();
            if (line.GetValue(Json)) Console.Out.WriteLine(ComparisonJson.Of(comparison));
            else new ComparisonPrinter(Console.Out, Paint.For(line.GetValue(Colour))).Print(comparison);
            return comparison.IsSame ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>The command that git calls.</summary>
    public static Command GitCommand()
    {
        var command = new Command("git-diff", ComparisonWords.GitDiff.ToString()) { Given };
        command.SetAction(async (line, cancellationToken) =>
        {
            await using var engine = FlowEngine.Start();
            var given = line.GetRequiredValue(Given);
            var isInTerminal = Environment.GetEnvironmentVariable("GIT_PAGER_IN_USE") is not null;
            var paint = Paint.For(isInTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? "always" : null);
            if (await CompareAsync(engine, given[1], given[4], cancellationToken) is not { } comparison) return ExitCode.BadInput;
            Console.Out.WriteLine(paint.Line('~', given[0]));
            new ComparisonPrinter(Console.Out, paint).Print(comparison, "  ");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<FlowComparison?> CompareAsync(IServiceProvider engine, string before, string after, CancellationToken cancellationToken)
    {
        var format = engine.GetRequiredService<FlowFormat>();
        return await FlowFile.OpenVersionAsync(before, before, format, cancellationToken) is { } one
            && await FlowFile.OpenVersionAsync(after, after, format, cancellationToken) is { } other
            ? FlowComparison.Of(one, other, engine.GetRequiredService<NodeCatalogue>())
            : null;
    }
}
