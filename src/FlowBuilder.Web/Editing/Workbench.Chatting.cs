using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Editing;

/// <content>Runs that answer in a chat.</content>
internal sealed partial class Workbench
{
    /// <summary>Takes a wish to run as a wish to talk, and says whether it did; null where there is no chat.</summary>
    public Func<Task<bool>>? Talk { get; set; }

    /// <summary>Runs the flow: one that is made for chatting in its chat, any other as it is.</summary>
    public async Task RunOrTalkAsync()
    {
        if (IsRunning || (Talk is { } talk && await talk())) return;
        await RunAsync();
    }

    /// <summary>Starts a run that answers in a chat, and shows it; pinned outputs count here too.</summary>
    /// <exception cref="RunRefusedException">It cannot run as it is.</exception>
    /// <exception cref="HostBusyException">Too many runs are under way.</exception>
    /// <exception cref="ApiException">This person may not run the flow, or not as it is.</exception>
    public async ValueTask<FlowRun> StartChatRunAsync(RunCommand command, CancellationToken cancellationToken)
    {
        if (!History.Allow()) throw new ApiException(AccessProblems.LevelNeeded(AccessLevel.Edit));
        _resources.Require(_person.Person, command.Flow);
        var lineage = LineageFor(command.Inputs);
        var run = await _tools.Host.StartAsync(
            command with { Pins = Pins.ToImmutableDictionary(pin => pin.Key, pin => pin.Value.Outputs) }, cancellationToken);
        _mine = run.Id;
        Session.Board.Begin(run, lineage, isPartial: false);
        Session.ShowRun(run);
        return run;
    }
}
