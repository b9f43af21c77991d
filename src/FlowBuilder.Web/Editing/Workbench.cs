using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Editing;

/// <summary>One window on an open flow: the shared session, this person's history, and what the window shows.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly EditSessionLease _lease;
    private readonly FlowCompiler _compiler;
    private readonly RunHost _runs;
    private readonly TimeProvider _time;
    private readonly Func<Action, Task> _dispatch;
    private RunWatch? _watch;
    private Flow? _shown;

    /// <summary>Opens a window on a flow.</summary>
    /// <param name="lease">The window's hold on the session; let go with the window.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="compiler">Says what is wrong with the flow.</param>
    /// <param name="runs">Starts runs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="dispatch">Brings an action to the circuit's dispatcher.</param>
    public Workbench(
        EditSessionLease lease,
        NodeCatalogue catalogue,
        FlowCompiler compiler,
        RunHost runs,
        TimeProvider time,
        Func<Action, Task> dispatch)
    {
        (_lease, _compiler, _runs, _time, _dispatch) = (lease, compiler, runs, time, dispatch);
        Catalogue = catalogue;
        History = new EditHistory(lease.Session);
        Editor = new FlowEditor(lease.Session, History, catalogue, new WireRules(catalogue));
        Canvas = new CanvasModel(catalogue);
        Inputs = new RunInputs(catalogue);
        Canvas.Changed += () => Changed?.Invoke();
        Session.Changed += OnSessionChanged;
        Session.RunStarted += OnRunStarted;
        Refresh();
        if (Session.Run is { } run) Watch(run);
    }

    /// <summary>Raised after anything but a single node's state changed.</summary>
    public event Action? Changed;

    /// <summary>Raised after the state of the run changed; up to 30 times a second.</summary>
    public event Action? RunChanged;

    /// <summary>The node types.</summary>
    public NodeCatalogue Catalogue { get; }

    /// <summary>The session that all windows on the flow share.</summary>
    public EditSession Session => _lease.Session;

    /// <summary>What this person did.</summary>
    public EditHistory History { get; }

    /// <summary>What this person can do.</summary>
    public FlowEditor Editor { get; }

    /// <summary>What the canvas shows.</summary>
    public CanvasModel Canvas { get; }

    /// <summary>What was put in for the next run.</summary>
    public RunInputs Inputs { get; }

    /// <summary>The state of the latest run, or null before the first.</summary>
    public RunSnapshot? Run { get; private set; }

    /// <summary>The run itself, for its events; or null before the first.</summary>
    public FlowRun? FlowRun => _watch?.Run;

    /// <summary>Whether a run is under way.</summary>
    public bool IsRunning => Run is { IsEnded: false };

    /// <summary>What is wrong with the flow, warnings included.</summary>
    public ImmutableArray<FlowDiagnostic> Problems { get; private set; } = [];

    /// <summary>Runs the flow with what was put in.</summary>
    /// <exception cref="RunRefusedException">It cannot run as it is.</exception>
    /// <exception cref="HostBusyException">Too many runs are under way.</exception>
    public async Task StartRunAsync(CancellationToken cancellationToken)
    {
        var flow = Session.Flow;
        var command = new RunCommand(flow) { FlowId = Session.FlowId, Inputs = Inputs.ValuesOf(flow) };
        Session.ShowRun(await _runs.StartAsync(command, cancellationToken));
    }

    /// <summary>Stops the run under way.</summary>
    public void StopRun() => _watch?.Run.Cancel();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Session.Changed -= OnSessionChanged;
        Session.RunStarted -= OnRunStarted;
        if (_watch is not null) await _watch.DisposeAsync();
        await _lease.DisposeAsync();
    }

    private void OnSessionChanged() => _ = _dispatch(Refresh);

    private void OnRunStarted() => _ = _dispatch(() =>
    {
        if (Session.Run is { } run) Watch(run);
    });

    private void Refresh()
    {
        var flow = Session.Flow;
        if (!ReferenceEquals(flow, _shown))
        {
            _shown = flow;
            Canvas.Show(flow);
            Problems = _compiler.Compile(flow).Diagnostics;
            Canvas.ShowProblems([.. Problems.Where(problem => problem.Severity != DiagnosticSeverity.Warning)]);
        }

        Changed?.Invoke();
    }

    private void Watch(FlowRun run)
    {
        if (ReferenceEquals(_watch?.Run, run)) return;
        var old = _watch;
        Show(RunSnapshot.Empty);
        _watch = new RunWatch(run, snapshot => _dispatch(() => Show(snapshot, run)), () => _dispatch(Canvas.Tick), _time);
        Changed?.Invoke();
        if (old is not null) _ = old.DisposeAsync().AsTask();
    }

    private void Show(RunSnapshot snapshot, FlowRun run)
    {
        // An older run may still have had one picture under way.
        if (ReferenceEquals(_watch?.Run, run)) Show(snapshot);
    }

    private void Show(RunSnapshot snapshot)
    {
        var turned = Run?.IsEnded != snapshot.IsEnded;
        Run = snapshot;
        Canvas.ShowRun(snapshot);
        RunChanged?.Invoke();
        if (turned) Changed?.Invoke();
    }
}
