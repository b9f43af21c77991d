using System.CommandLine;
using System.Text.Json;
using FlowBuilder.Cli.Engine;
using FlowBuilder.Cli.Output;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Commands;

/// <summary><c>schema</c>: prints the JSON Schema of flow files, with the node types that are known here.</summary>
internal static class PrintSchema
{
    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var command = new Command("schema", Words.Schema.ToString());
        command.SetAction(async _ =>
        {
            await using var engine = FlowEngine.Start();
            var schema = FlowSchema.Of(engine.GetRequiredService<NodeCatalogue>());
            Console.Out.WriteLine(JsonSerializer.Serialize(schema, Indented));
            return ExitCode.Done;
        });
        return command;
    }
}
