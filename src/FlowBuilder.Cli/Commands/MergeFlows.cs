using System.CommandLine;
using System.Text;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Merging;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>merge BASE OURS THEIRS</c>: merges two versions of a flow, after the manner of <c>git merge-file</c>.</summary>
internal static class MergeFlows
{
    private static readonly Argument<string> Base = new("BASE") { Description = ComparisonWords.Base.ToString() };
    private static readonly Argument<string> Ours = new("OURS") { Description = ComparisonWords.Ours.ToString() };
    private static readonly Argument<string> Theirs = new("THEIRS") { Description = ComparisonWords.Theirs.ToString() };
    private static readonly Option<string> Out = new("--output", "-o") { Description = ComparisonWords.MergeOut.ToString(), HelpName = "OUT" };
    private static readonly Option<MergeSide?> Favor = new("--favor") { Description = ComparisonWords.Favor.ToString(), HelpName = "side" };
    private static readonly Option<string> Name = new("--name") { Description = ComparisonWords.Name.ToString(), HelpName = "path" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("merge", ComparisonWords.Merge.ToString()) { Base, Ours, Theirs, Out, Favor, Name };
        command.SetAction(MergeAsync);
        return command;
    }

    private static async Task<int> MergeAsync(ParseResult line, CancellationToken cancellationToken)
    {
        await using var engine = FlowEngine.Start();
        var format = engine.GetRequiredService<FlowFormat>();
        var catalogue = engine.GetRequiredService<NodeCatalogue>();
        var name = line.GetValue(Name) ?? line.GetRequiredValue(Ours);
        if (await FlowFile.OpenVersionAsync(line.GetRequiredValue(Base), name, format, cancellationToken) is not { } origin
            || await FlowFile.OpenVersionAsync(line.GetRequiredValue(Ours), name, format, cancellationToken) is not { } ours
            || await FlowFile.OpenVersionAsync(line.GetRequiredValue(Theirs), name, format, cancellationToken) is not { } theirs) return ExitCode.BadInput;

        var favored = line.GetValue(Favor);
        var merge = FlowMerge.Of(origin, ours, theirs, catalogue, favored ?? MergeSide.Ours);
        foreach (var remark in merge.Remarks) Problems.Say(remark);
        var merged = format.Write(merge.Flow);
        if (!merge.IsClean && favored is null)
        {
            SayConflicts(name, merge);
            merged = Marked(merged, format.Write(FlowMerge.Of(origin, ours, theirs, catalogue, MergeSide.Theirs).Flow));
        }

        if (line.GetValue(Out) is not { } target) await Console.OpenStandardOutput().WriteAsync(merged, cancellationToken);
        else if (!await FileText.WriteAsync(target, merged, cancellationToken)) return ExitCode.BadInput;
        return merge.IsClean || favored is not null ? ExitCode.Done : ExitCode.Failed;
    }

    private static byte[] Marked(byte[] ours, byte[] theirs) =>
        Encoding.UTF8.GetBytes(MarkedText.Of(Encoding.UTF8.GetString(ours), Encoding.UTF8.GetString(theirs), "ours", "theirs"));

    private static void SayConflicts(string name, FlowMerge merge)
    {
        var printer = new ComparisonPrinter(Console.Error, new Paint(false));
        Problems.Say(ComparisonWords.Conflicts(name, merge.Conflicts.Length));
        foreach (var conflict in merge.Conflicts)
        {
            Console.Error.WriteLine($"  {conflict.Path}");
            Console.Error.WriteLine($"    {conflict.Text}");
            if (conflict is not { Ours: { } ours, Theirs: { } theirs }) continue;
            if (ours.BeforeText is { } before && ours.Pieces.IsEmpty) printer.Text(ComparisonWords.WasBefore, before.ToString(), "      ");
            printer.Value(ours with { Label = ComparisonWords.IsOurs, BeforeText = null }, "      ");
            printer.Value(theirs with { Label = ComparisonWords.IsTheirs, BeforeText = null }, "      ");
        }
    }
}
