using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Editing.Presence;
using FlowBuilder.Web.Editing.Running;

namespace FlowBuilder.Web.Editing;

/// <summary>One window on an open flow: the shared session, this person's history, and what the window shows.</summary>
/// <remarks>Belongs to one circuit and is touched on its dispatcher only.</remarks>
internal sealed partial class Workbench : IAsyncDisposable
{
    private readonly EditSessionLease _lease;
    private readonly FlowCompiler _compiler;
    private readonly RunTools _tools;
    private readonly TimeProvider _time;
    private readonly Func<Action, Task> _dispatch;
    private readonly ScreenPerson _person;
    private readonly ResourceCheck _resources;
    private Flow? _shown;

    /// <summary>Opens a window on a flow.</summary>
    /// <param name="lease">The window's hold on the session; let go with the window.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="compiler">Says what is wrong with the flow.</param>
    /// <param name="tools">Runs the flow and reads earlier runs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="dispatch">Brings an action to the circuit's dispatcher.</param>
    /// <param name="person">Whose window it is.</param>
    /// <param name="resources">Says what a flow may name.</param>
    public Workbench(
        EditSessionLease lease,
        NodeCatalogue catalogue,
        FlowCompiler compiler,
        RunTools tools,
        TimeProvider time,
        Func<Action, Task> dispatch,
        ScreenPerson person,
        ResourceCheck resources)
    {
        (_lease, _compiler, _tools, _time, _person, _resources) = (lease, compiler, tools, time, person, resources);
        var language = new ReaderLanguage();
        _dispatch = action => dispatch(() => language.Do(action));
        Catalogue = catalogue;
        History = new EditHistory(lease.Session)
        {
            MayEdit = () => MayEdit,
            Objection = edit => resources.WhyNotChanged(person.Person, Session.Flow, edit.Apply(Session.Flow)),
        };
        Editor = new FlowEditor(lease.Session, History, catalogue, new WireRules(catalogue));
        Canvas = new CanvasModel(catalogue);
        Inputs = new RunInputs(catalogue);
        Inputs.Changed += AskEstimate;
        Presence = Session.Room.Enter();
        Canvas.Changed += () => Changed?.Invoke();
        Session.Changed += OnSessionChanged;
        Session.RunStarted += OnRunStarted;
        Session.Restored += OnRestored;
        _tools.Pins.Changed += OnPinsChanged;
        Refresh();
        if (Session.Run is { } run) Watch(run);
    }

    /// <summary>Raised after anything but a single node's state changed.</summary>
    public event Action? Changed;

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

    /// <summary>This window among those that have the flow open.</summary>
    public PresenceSeat Presence { get; }

    /// <summary>What this person may do to the flow now.</summary>
    public AccessLevel Level => _person.LevelOf(Resource.Flow(Session.FlowId));

    /// <summary>Whether this person may change and run the flow now; who may not only looks.</summary>
    public bool MayEdit => Level >= AccessLevel.Edit;

    /// <summary>What is wrong with the flow, warnings included.</summary>
    public ImmutableArray<FlowDiagnostic> Problems { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Session.Changed -= OnSessionChanged;
        Session.RunStarted -= OnRunStarted;
        Session.Restored -= OnRestored;
        _tools.Pins.Changed -= OnPinsChanged;
        Presence.Dispose();
        await EndEstimatesAsync();
        if (_watch is not null) await _watch.DisposeAsync();
        await _lease.DisposeAsync();
    }

    private void OnRestored(LoggedEdit step) => _ = _dispatch(() =>
    {
        History.Keep(step);
        Changed?.Invoke();
    });

    private void OnSessionChanged() => _ = _dispatch(Refresh);

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

        AskEstimateOf(flow);
        Changed?.Invoke();
    }
}
