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

    private static readonly Option<string> Data = new("--data") { Description = Words.KnowledgeFrom.ToString(), HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("bundle", BundleWords.Bundle.ToString()) { Flows, Out, Data };
        command.SetAction((line, cancellationToken) => DataFolder.WithAsync(line.GetValue(Data), engine => PackAsync(engine, line, cancellationToken), onlyReads: true));
        return command;
    }

    private static async Task<int> PackAsync(ServiceProvider engine, ParseResult line, CancellationToken cancellationToken)
    {
        var files = engine.GetRequiredService<BundleFiles>();
        if (await files.ReadAsync(line.GetRequiredValue(Flows), cancellationToken) is not { } bundle) return ExitCode.BadInput;
        var whole = engine.GetService<KnowledgeBundling>() is { } knowledge ? await knowledge.WithKnowledgeAsync(bundle, cancellationToken) : bundle;
        var bytes = whole is null ? null : engine.GetRequiredService<BundleWriter>().Write(whole);
        if (bytes is null || bytes.Length > BundleLimits.FileBytes)
        {
            Problems.Say(BundleWords.TooMuchKnowledge);
            return ExitCode.BadInput;
        }

        var target = line.GetRequiredValue(Out);
        if (!await FileText.WriteAsync(target, bytes, cancellationToken)) return ExitCode.BadInput;
        Console.Out.WriteLine(BundleWords.Packed(target, bundle.Flows.Length));
        foreach (var brought in whole!.Knowledge) Console.Out.WriteLine(BundleWords.MadeKnowledge(brought.Base.Name, brought.Documents.Length));
        return ExitCode.Done;
    }
}
