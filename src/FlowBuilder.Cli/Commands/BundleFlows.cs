using System.CommandLine;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Files;
using FlowBuilder.Cli.Output;
using FlowBuilder.Interchange.Bundles;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>bundle FLOW… -o OUT</c>: packs flows and those that they run into one file.</summary>
internal static class BundleFlows
{
    private static readonly Argument<string[]> Flows = new("FLOW") { Description = BundleWords.Flows.ToString(), Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Out = new("--output", "-o") { Description = BundleWords.OutBundle.ToString(), HelpName = "OUT", Required = true };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("bundle", BundleWords.Bundle.ToString()) { Flows, Out };
        command.SetAction(PackAsync);
        return command;
    }

    private static async Task<int> PackAsync(ParseResult line, CancellationToken cancellationToken)
    {
        await using var engine = FlowEngine.Start();
        var files = engine.GetRequiredService<BundleFiles>();
        if (await files.ReadAsync(line.GetRequiredValue(Flows), cancellationToken) is not { } bundle) return ExitCode.BadInput;
        var target = line.GetRequiredValue(Out);
        var bytes = engine.GetRequiredService<BundleWriter>().Write(bundle);
        if (!await FileText.WriteAsync(target, bytes, cancellationToken)) return ExitCode.BadInput;
        Console.Out.WriteLine(BundleWords.Packed(target, bundle.Flows.Length));
        return ExitCode.Done;
    }
}
