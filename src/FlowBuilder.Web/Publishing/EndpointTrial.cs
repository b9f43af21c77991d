using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Editing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>The owner's own calls of an endpoint, from its page: one after the other, within one session.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
/// <param name="runs">Runs published versions.</param>
/// <param name="host">Finds runs that are under way.</param>
/// <param name="time">The clock.</param>
/// <param name="dispatch">Brings an action to the circuit's dispatcher.</param>
internal sealed class EndpointTrial(EndpointRuns runs, RunHost host, TimeProvider time, Func<Action, Task> dispatch) : IAsyncDisposable
{
    private EndpointRun? _run;
    private RunWatch? _watch;

    /// <summary>Raised after more of the answer came; up to 30 times a second.</summary>
    public event Action? Changed;

    /// <summary>The conversation that the calls belong to, as a caller would name one.</summary>
    public string Session { get; private set; } = NewSession();

    /// <summary>The version that answers the latest call; null before the first.</summary>
    public PublishedFlow? Version => _run?.Version;

    /// <summary>How far the latest call is; null before the first.</summary>
    public RunSnapshot? Snapshot { get; private set; }

    /// <summary>Whether a call is under way.</summary>
    public bool IsRunning => Snapshot is { IsEnded: false };

    /// <summary>Calls the endpoint as somebody with a key would.</summary>
    /// <exception cref="Api.Problems.ApiException">It cannot be called so.</exception>
    /// <exception cref="RunRefusedException">The inputs are not what the flow needs.</exception>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed.</exception>
    public async Task StartAsync(Endpoint endpoint, EndpointAsk ask, CancellationToken cancellationToken)
    {
        if (IsRunning) return;
        var run = await runs.StartAsync(new EndpointCall(endpoint, null, ""), ask with { Session = Session }, cancellationToken);
        var old = _watch;
        (_run, Snapshot) = (run, RunSnapshot.Empty);
        if (host.FindLive(run.Id) is { } live)
            _watch = new RunWatch(live, snapshot => dispatch(() => Show(run, snapshot)), () => dispatch(() => Changed?.Invoke()), time);
        else
            Show(run, await run.EndAsync(cancellationToken));
        if (old is not null) await old.DisposeAsync();
    }

    /// <summary>Stops the call under way.</summary>
    public void Cancel() => _run?.Cancel();

    /// <summary>Goes on as another caller, who may be answered by another version.</summary>
    public void Renew() => Session = NewSession();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string NewSession() => $"try-{Guid.NewGuid():N}"[..12];

    private void Show(EndpointRun run, RunSnapshot snapshot)
    {
        if (!ReferenceEquals(run, _run)) return;
        Snapshot = snapshot;
        Changed?.Invoke();
    }
}
