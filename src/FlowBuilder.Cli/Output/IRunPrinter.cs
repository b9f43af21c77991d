using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Cli.Output;

/// <summary>Shows a run on standard output while it goes on.</summary>
internal interface IRunPrinter
{
    /// <summary>Takes the run's next event.</summary>
    void Take(RunEvent runEvent);
}
