using System.Collections.Immutable;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Storage;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Editor;
using FlowBuilder.Web.Editing.Running;

namespace FlowBuilder.Web.Editing;

/// <content>Running the flow, showing runs, pinning outputs.</content>
internal sealed partial class Workbench
{
    private RunWatch? _watch;
    private RunSnapshot? _latest;
    private ViewedRun? _recalled;
    private ViewedRun? _viewed;
    private string? _mine;

    /// <summary>Raised after the state of the run changed; up to 30 times a second.</summary>
    public event Action? RunChanged;

    /// <summary>Raised a few times a second while a run is under way, for elapsed times.</summary>
    public event Action? RunTicked;

    /// <summary>Raised where a run that was asked for cannot begin, with <see cref="RunRefusedException"/> or <see cref="HostBusyException"/>.</summary>
    public event Action<Exception>? RunRefused;

    /// <summary>Raised where a node should be seen: one that was asked for, or that failed in a run that was started here.</summary>
    public event Action<NodeId>? RevealAsked;

    /// <summary>Raised where the panel at the right should show something else.</summary>
    public event Action<SideTab>? PanelAsked;

    /// <summary>The state of the run that is shown: the latest, or the one that was chosen; null before the first.</summary>
    public RunSnapshot? Run => (_viewed ?? (_watch is null ? _recalled : null))?.Snapshot ?? _latest;

    /// <summary>The run itself, for its events; or null where an archived one is shown, and before the first.</summary>
    public FlowRun? FlowRun => _viewed is null ? _watch?.Run : null;

    /// <summary>Whether an earlier run than the latest is shown.</summary>
    public bool IsViewing => _viewed is not null;

    /// <summary>Whether a run is under way.</summary>
    public bool IsRunning => _watch is not null && _latest is { IsEnded: false };

    /// <summary>What is pinned, by node.</summary>
    public ImmutableDictionary<NodeId, Pin> Pins { get; private set; } = ImmutableDictionary<NodeId, Pin>.Empty;

    /// <summary>What happened in the run that is shown above a number, in order.</summary>
    public IReadOnlyList<RunEvent> EventsAfter(long seq) =>
        FlowRun?.Journal.After(seq) ?? [.. (_viewed ?? _recalled)?.Events.Where(next => next.Seq > seq) ?? []];

    /// <summary>Runs the flow with what was put in, and shows it.</summary>
    /// <param name="only">The nodes to run, or null for all.</param>
    /// <returns>Whether it began; where it did not, <see cref="RunRefused"/> was raised, or a run is under way.</returns>
    public async Task<bool> RunAsync(ImmutableHashSet<NodeId>? only = null)
    {
        if (IsRunning || !History.Allow()) return false;
        try
        {
            await StartRunAsync(only, CancellationToken.None);
            return true;
        }
        catch (Exception refusal) when (refusal is ApiException or RunRefusedException or HostBusyException or HostStoppingException or StorageException)
        {
            RunRefused?.Invoke(refusal);
            return false;
        }
    }

    /// <summary>Runs some nodes; what they need from above comes from earlier runs where nothing changed, else runs too.</summary>
    public Task<bool> RunNodesAsync(IEnumerable<NodeId> nodes) => RunAsync([.. nodes]);

    /// <summary>Runs a node and all below it anew.</summary>
    public Task<bool> RunFromAsync(NodeId node) => RunAsync(PartialRun.Below(Session.Flow, node));

    /// <summary>Has the panel at the right show something, of a node where one is given.</summary>
    public void AskPanel(NodeId? node, SideTab tab)
    {
        if (node is { } id) Canvas.Select([PartId.Of(id)]);
        PanelAsked?.Invoke(tab);
    }

    /// <summary>Brings a node into sight.</summary>
    public void AskReveal(NodeId node) => RevealAsked?.Invoke(node);

    /// <summary>Runs the selected nodes alone; all where none is selected.</summary>
    public Task<bool> RunSelectedAsync() => SelectedNodes is { IsEmpty: false } nodes ? RunAsync(nodes) : RunAsync();

    /// <summary>Runs the selected nodes and all below them anew; all where none is selected.</summary>
    public Task<bool> RunFromSelectedAsync() =>
        SelectedNodes is { IsEmpty: false } nodes ? RunAsync([.. nodes.SelectMany(node => PartialRun.Below(Session.Flow, node))]) : RunAsync();

    /// <summary>Pins what the selected node gave, or gives its pin up.</summary>
    public Task TogglePinAsync() => Canvas.SelectedNode is { } model ? TogglePinAsync(model.Node.Id) : Task.CompletedTask;

    /// <summary>Pins what a node gave, or gives its pin up.</summary>
    public Task TogglePinAsync(NodeId node) => Pins.ContainsKey(node) ? UnpinAsync(node) : PinAsync(node);

    /// <summary>Stops the run under way.</summary>
    public void StopRun()
    {
        if (History.Allow()) _watch?.Run.Cancel();
    }

    /// <summary>The runs of this flow, latest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> ListRunsAsync(int most, CancellationToken cancellationToken)
    {
        var live = _tools.Host.ListLive().Where(run => run.FlowId == Session.FlowId);
        var ended = await _tools.Archive.ListAsync(new RunQuery(FlowId: Session.FlowId, Limit: most), cancellationToken);
        return [.. live.Concat(ended).DistinctBy(run => run.RunId).OrderByDescending(run => run.StartedAt).Take(most)];
    }

    /// <summary>Shows a run on the canvas, as it ended; the latest as it is.</summary>
    public async Task ViewRunAsync(string runId, CancellationToken cancellationToken)
    {
        _viewed = runId == _watch?.Run.Id || (_watch is null && runId == _recalled?.Snapshot.RunId) ? null : await ReadAsync(runId, cancellationToken);
        Draw();
        Changed?.Invoke();
    }

    /// <summary>Shows the latest run again.</summary>
    public void ViewLatest()
    {
        _viewed = null;
        Draw();
        Changed?.Invoke();
    }

    /// <summary>Takes what there is of the flow beside its file: what is pinned, and the latest run.</summary>
    public async Task RecallAsync(CancellationToken cancellationToken)
    {
        TakePins(await _tools.Pins.OfAsync(Session.FlowId, cancellationToken));
        if (Session.Run is not null) return;
        var latest = await _tools.Archive.ListAsync(new RunQuery(FlowId: Session.FlowId, Limit: 1, IsOwn: true), cancellationToken);
        if (latest.Count == 0 || await ReadAsync(latest[0].RunId, cancellationToken) is not { } run || _watch is not null) return;
        _recalled = run;
        Inputs.Recall(run.Snapshot.Inputs);
        var unchanged = run.Snapshot.SemanticHash == _compiler.Compile(Session.Flow).Plan?.SemanticHash
            && !run.Snapshot.Nodes.Values.Any(node => node.Origin == ResultOrigin.Pin);
        Session.Board.Recall(run.Snapshot, unchanged ? LineageFor(run.Snapshot.Inputs) : ImmutableDictionary<NodeId, string>.Empty);
        Draw();
        Changed?.Invoke();
    }

    /// <summary>Whether what a node shows can be pinned: it gave values, and all of them can be kept.</summary>
    public bool CanPin(NodeId node) =>
        Canvas.Find(node)?.Run is { Outputs: { IsDefaultOrEmpty: false } outputs } && !outputs.Any(output => output.Value.Value is ToolValue or ToolSet);

    /// <summary>Pins what a node gave in the run that is shown.</summary>
    public async Task PinAsync(NodeId node)
    {
        if (CanPin(node) && History.Allow()) await _tools.Pins.SetAsync(Session.FlowId, new Pin(node, Canvas.Find(node)!.Run!.Outputs), CancellationToken.None);
    }

    /// <summary>Pins another value for one port of a node.</summary>
    public Task PinAsync(NodeId node, string port, PortValue value)
    {
        if (!History.Allow()) return Task.CompletedTask;
        var outputs = Pins.TryGetValue(node, out var pin) ? pin.Outputs : [];
        var at = outputs.ToList().FindIndex(output => output.Key == port);
        var output = KeyValuePair.Create(port, value);
        return _tools.Pins.SetAsync(Session.FlowId, new Pin(node, at < 0 ? outputs.Add(output) : outputs.SetItem(at, output)), CancellationToken.None);
    }

    /// <summary>Lets a node run again instead of using what is pinned.</summary>
    public Task UnpinAsync(NodeId node) =>
        History.Allow() ? _tools.Pins.RemoveAsync(Session.FlowId, node, CancellationToken.None) : Task.CompletedTask;

    private ImmutableHashSet<NodeId> SelectedNodes => [.. Canvas.Selection.Where(part => !part.IsNote).Select(part => part.Node)];

    private async Task StartRunAsync(ImmutableHashSet<NodeId>? only, CancellationToken cancellationToken)
    {
        var flow = Session.Flow;
        _resources.Require(_person.Person, flow);
        var inputs = Inputs.ValuesOf(flow);
        var lineage = LineageFor(inputs);
        var run = await _tools.Host.StartAsync(
            new RunCommand(flow)
            {
                FlowId = Session.FlowId,
                Inputs = inputs,
                Only = only,
                Known = Session.Board.Known(lineage),
                Pins = Pins.ToImmutableDictionary(pin => pin.Key, pin => pin.Value.Outputs),
            },
            cancellationToken);
        _mine = run.Id;
        Session.Board.Begin(run, lineage, isPartial: only is not null);
        Session.ShowRun(run);
    }

    private ImmutableDictionary<NodeId, string> LineageFor(IReadOnlyDictionary<string, System.Text.Json.JsonElement> inputs) =>
        Lineage.Of(Session.Flow, Catalogue, inputs, Pins);

    private async Task<ViewedRun?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var snapshot = RunSnapshot.Empty;
        var events = new List<RunEvent>();
        await foreach (var next in _tools.Host.ReadAsync(runId, 0, cancellationToken))
        {
            snapshot = snapshot.Apply(next);
            if (next is not NodeDelta) events.Add(next);
        }

        return snapshot.Seq == 0 ? null : new ViewedRun(snapshot, events);
    }

    private void OnRunStarted() => _ = _dispatch(() =>
    {
        if (Session.Run is { } run) Watch(run);
    });

    private void OnPinsChanged(string flowId, ImmutableDictionary<NodeId, Pin> pins)
    {
        if (flowId == Session.FlowId) _ = _dispatch(() => TakePins(pins));
    }

    private void TakePins(ImmutableDictionary<NodeId, Pin> pins)
    {
        Pins = pins;
        Canvas.ShowPins(pins);
        AskEstimate();
        Changed?.Invoke();
    }

    private void Watch(FlowRun run)
    {
        if (ReferenceEquals(_watch?.Run, run)) return;
        var old = _watch;
        (_viewed, _latest) = (null, RunSnapshot.Empty);
        _watch = new RunWatch(run, snapshot => _dispatch(() => Show(snapshot, run)), () => _dispatch(Tick), _time);
        Draw();
        Changed?.Invoke();
        if (old is not null) _ = old.DisposeAsync().AsTask();
    }

    private void Tick()
    {
        Canvas.Tick();
        RunTicked?.Invoke();
    }

    private void Show(RunSnapshot snapshot, FlowRun run)
    {
        // An older run may still have had one picture under way.
        if (!ReferenceEquals(_watch?.Run, run)) return;
        var turned = _latest?.IsEnded != snapshot.IsEnded;
        _latest = snapshot;
        if (_viewed is null) Draw();
        if (!turned) return;
        if (snapshot.IsEnded) AskEstimate();
        Changed?.Invoke();
        if (snapshot is { Status: RunStatus.Failed, Node: { } node } && run.Id == _mine) ShowFailure(new NodeId(node));
    }

    // Whoever pressed Run looks for what went wrong; whoever works at another node is left there.
    private void ShowFailure(NodeId node)
    {
        AskReveal(node);
        if (Canvas.SelectedNode?.Node.Id == node) PanelAsked?.Invoke(SideTab.Output);
    }

    private void Draw()
    {
        Canvas.ShowRun(_viewed?.Snapshot ?? (Run is { } run ? Session.Board.Complete(run) : null));
        RunChanged?.Invoke();
    }
}
