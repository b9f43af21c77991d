using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Testing.Nodes;

/// <summary>A step of a node that a test can look into.</summary>
public sealed class TestNodeStep : NodeStep
{
    private readonly Lock _gate = new();
    private readonly TestNodeContext _context;
    private readonly TestNodeStep? _outer;
    private readonly Dictionary<string, object> _outputs = new(StringComparer.Ordinal);
    private TokenUsage? _usage;
    private string _text = "";

    internal TestNodeStep(TestNodeContext context, string path, StepInfo info, TestNodeStep? outer) =>
        (_context, Path, Info, _outer) = (context, path, info, outer);

    /// <inheritdoc/>
    public override string Path { get; }

    /// <summary>What it is about.</summary>
    public StepInfo Info { get; }

    /// <summary>How far it is.</summary>
    public NodeStatus Status { get; private set; } = NodeStatus.Running;

    /// <summary>What went wrong, or null.</summary>
    public NodeFault? Fault { get; private set; }

    /// <summary>Its text so far.</summary>
    public string Text
    {
        get
        {
            lock (_gate) return _text;
        }
    }

    /// <summary>What it gave, by port.</summary>
    public IReadOnlyDictionary<string, object> Outputs
    {
        get
        {
            lock (_gate) return new Dictionary<string, object>(_outputs, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public override TokenUsage? Usage
    {
        get
        {
            lock (_gate) return _usage;
        }
    }

    /// <inheritdoc/>
    public override NodeStep BeginStep(string name, StepInfo info) => _context.Begin(Path, name, info, this);

    /// <inheritdoc/>
    public override void Delta(string text)
    {
        lock (_gate) _text += text;
    }

    /// <inheritdoc/>
    public override void Output(string port, object value)
    {
        lock (_gate) _outputs[port] = value;
    }

    /// <summary>Whether it said that it is about to change something outside.</summary>
    public bool IsChanging { get; private set; }

    /// <inheritdoc/>
    public override ValueTask BeginChangeAsync(CancellationToken cancellationToken)
    {
        IsChanging = true;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Report(TokenUsage usage)
    {
        for (var step = this; step is not null; step = step._outer)
        {
            lock (step._gate) step._usage = step._usage is null ? usage : step._usage + usage;
        }

        _context.Report(usage);
    }

    /// <inheritdoc/>
    public override void Complete() => End(NodeStatus.Completed, null);

    /// <inheritdoc/>
    public override void Fail(NodeFault fault) => End(NodeStatus.Failed, fault);

    /// <inheritdoc/>
    public override void Cancel() => End(NodeStatus.Cancelled, null);

    private void End(NodeStatus status, NodeFault? fault)
    {
        lock (_gate)
        {
            if (Status == NodeStatus.Running) (Status, Fault) = (status, fault);
        }
    }
}
