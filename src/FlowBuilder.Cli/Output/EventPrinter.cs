using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Cli.Output;

/// <summary>Prints every event as a line of JSON, the same JSON as over HTTP.</summary>
internal sealed class EventPrinter : IRunPrinter
{
    public void Take(RunEvent runEvent)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(runEvent, CoreJson.Options));
        Console.Out.Flush();
    }
}
