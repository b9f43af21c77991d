using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Components.Asking;

/// <summary>The runs that wait for a person's answer.</summary>
internal static class WaitingRuns
{
    /// <summary>Those that a person may answer.</summary>
    public static IEnumerable<FlowRun> For(this RunHost runs, ScreenPerson person) => runs.ListWaiting().Where(person.MayAnswer);

    /// <summary>Whether a person may answer what a run asks: whoever may change its flow; of a run without a flow, administrators.</summary>
    public static bool MayAnswer(this ScreenPerson person, FlowRun run) =>
        run.Request.FlowId is { } flow ? person.Allows(Resource.Flow(flow), AccessLevel.Edit) : person.Is(AccountRole.Administrator);
}
