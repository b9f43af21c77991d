using System.CommandLine;
using System.Text;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Interchange.Pictures;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>picture FILE -o OUT</c>: draws a flow as SVG.</summary>
internal static class DrawFlow
{
    private static readonly Argument<string> File = new("FILE") { Description = Words.File.ToString() };
    private static readonly Option<string> Out = new("--output", "-o") { Description = Words.OutFile.ToString(), HelpName = "OUT", Required = true };
    private static readonly Option<PictureTheme> Theme = new("--theme") { Description = ComparisonWords.Theme.ToString(), HelpName = "theme" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("picture", ComparisonWords.Picture.ToString()) { File, Out, Theme };
        command.SetAction(async (line, cancellationToken) =>
        {
            await using var engine = FlowEngine.Start();
            var path = line.GetRequiredValue(File);
            if (await FlowFile.OpenVersionAsync(path, path, engine.GetRequiredService<FlowFormat>(), cancellationToken) is not { } flow) return ExitCode.BadInput;
            var svg = FlowDrawing.Svg(flow, engine.GetRequiredService<NodeCatalogue>(), line.GetValue(Theme));
            var target = line.GetRequiredValue(Out);
            if (!await FileText.WriteAsync(target, Encoding.UTF8.GetBytes(svg), cancellationToken)) return ExitCode.BadInput;
            Console.Out.WriteLine(Words.Written(target));
            return ExitCode.Done;
        });
        return command;
    }
}
