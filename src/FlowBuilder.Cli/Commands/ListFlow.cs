using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>textconv FILE</c>: prints a flow line by line, for git to compare.</summary>
internal static class ListFlow
{
    private static readonly Argument<string> File = new("FILE") { Description = Words.File.ToString() };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("textconv", ComparisonWords.TextConv.ToString()) { File };
        command.SetAction(async (line, cancellationToken) =>
        {
            await using var engine = FlowEngine.Start();
            var path = line.GetRequiredValue(File);
            if (await FlowFile.OpenVersionAsync(path, path, engine.GetRequiredService<FlowFormat>(), cancellationToken) is not { } flow) return ExitCode.BadInput;

            // All that a flow says is what differs between it and an empty one. Names are those of the file, the same in every language.
            List(FlowComparison.Of(new Flow(), flow, engine.GetRequiredService<NodeCatalogue>()), new ComparisonPrinter(Console.Out, new Paint(false)));
            return ExitCode.Done;
        });
        return command;
    }

    private static void List(FlowComparison flow, ComparisonPrinter printer)
    {
        List(flow.Facts, printer, "");
        foreach (var node in flow.Nodes)
        {
            Console.Out.WriteLine($"\n[{node.Id}]");
            List(node.Values, printer, "  ");
        }

        Console.Out.WriteLine();
        foreach (var wire in flow.Wires) Console.Out.WriteLine($"{wire.Edge.From} -> {wire.Edge.To}");
        foreach (var note in flow.Notes)
        {
            Console.Out.WriteLine($"\n[note {note.Id}]");
            List(note.Values, printer, "  ");
        }
    }

    private static void List(IEnumerable<ValueChange> values, ComparisonPrinter printer, string indent)
    {
        foreach (var value in values) printer.Text(LocalText.Verbatim(value.Path), value.AfterText!.English, indent);
    }
}
