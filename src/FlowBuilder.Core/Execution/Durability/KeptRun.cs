using System.Collections.Immutable;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>A run as its kept journal tells it: what has ended is not done again, what was under way is seen to.</summary>
/// <remarks>A pure fold over the events of all earlier lives of the run.</remarks>
internal sealed class KeptRun
{
    private readonly Dictionary<string, KeptNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<KeptQuestion> _questions = [];

    private KeptRun(IReadOnlyList<RunEvent> events) => Events = events;

    /// <summary>The journal so far.</summary>
    public IReadOnlyList<RunEvent> Events { get; }

    /// <summary>Questions that are open, and answers that have not been worked on; the oldest first.</summary>
    public IReadOnlyList<KeptQuestion> Questions => _questions;

    /// <summary>How many questions were asked.</summary>
    public int Asked { get; private set; }

    /// <summary>How long nodes were at work, without the times in which a person was waited for or the program did not run.</summary>
    public TimeSpan Worked { get; private set; }

    /// <summary>Whether a node has ended since the run began or last went on.</summary>
    public bool HasProgressed { get; private set; }

    /// <summary>The nodes of the flow itself that were under way, by path; those that wait for a person are not among them.</summary>
    public IEnumerable<string> UnderWay => _nodes
        .Where(node => node.Value is { End: null, Step: null } && !node.Key.Contains('/', StringComparison.Ordinal))
        .Select(node => node.Key)
        .Where(path => !_questions.Exists(question => !question.IsClosed && IsWithin(question.Open.Node, path)));

    /// <summary>Reads a journal.</summary>
    public static KeptRun Of(IReadOnlyList<RunEvent> events)
    {
        var run = new KeptRun(events);
        DateTimeOffset? before = null;
        foreach (var next in events)
        {
            if (before is { } time && next is not RunContinued && !run._questions.Exists(question => !question.IsClosed)) run.Worked += next.Time - time;
            before = next.Time;
            run.Take(next);
        }

        return run;
    }

    /// <summary>How far a node or step had come; null where it had not begun.</summary>
    public KeptNode? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>What ended calls below a path used; null where none did.</summary>
    /// <param name="path">A node's path, or null for the whole run.</param>
    public TokenUsage? UsedUnder(string? path)
    {
        TokenUsage? used = null;
        foreach (var (at, node) in _nodes)
        {
            if (node.Usage is not { } more || (path is not null && !IsWithin(at, path)) || IsCountedAbove(at)) continue;
            used = used is null ? more : used + more;
        }

        return used;
    }

    /// <summary>Whether a step of a node was about to change something outside, or has done so; those of nodes inside it are theirs.</summary>
    public bool HasChanged(string path) => _nodes.Any(node => node.Value.IsChanging && OwnerOf(node.Key) == path);

    private static bool IsWithin(string at, string path) =>
        at.StartsWith(path, StringComparison.Ordinal) && (at.Length == path.Length || at[path.Length] is '/' or '[');

    private string OwnerOf(string step)
    {
        var path = step;
        while (Find(path)?.Step is not null && path.LastIndexOf('/') is > 0 and var end) path = path[..end];
        return path;
    }

    // What a node used includes what its steps and the nodes inside it did.
    private bool IsCountedAbove(string at)
    {
        for (var end = at.LastIndexOf('/'); end > 0; end = at.LastIndexOf('/', end - 1))
        {
            var above = at[..end];
            if (_nodes.GetValueOrDefault(above) is { Usage: not null }) return true;
            var bracket = above.LastIndexOf('[');
            while (bracket > above.LastIndexOf('/'))
            {
                above = above[..bracket];
                if (_nodes.GetValueOrDefault(above) is { Usage: not null }) return true;
                bracket = above.LastIndexOf('[');
            }
        }

        return false;
    }

    // A flow inside a node that was given other inputs this time: nothing of it counts any more.
    private void BeginAnew(string path)
    {
        if (path.LastIndexOf('/') is not (> 0 and var end)) return;
        var inside = path[..(end + 1)];
        foreach (var other in _nodes.Keys.Where(other => other.StartsWith(inside, StringComparison.Ordinal)).ToList()) _nodes.Remove(other);
    }

    private void Take(RunEvent next)
    {
        switch (next)
        {
            case NodeStarted started:
                // What a node gave that had not ended stays given; one that had ended begins as if it never had.
                var before = _nodes.GetValueOrDefault(started.Node);
                if (before is { End: not null, Step: null, GaveTools: false }) BeginAnew(started.Node);
                _nodes[started.Node] = before is { End: null, Step: null } ? before : new KeptNode { Step = started.Step };
                break;
            case NodeOutputGiven output:
                var node = _nodes.GetValueOrDefault(output.Node) ?? new KeptNode();
                _nodes[output.Node] = node with { Outputs = node.Outputs.Add(new(output.Port, output.Output)) };
                break;
            case NodeCompleted or NodeFailed or NodeSkipped or NodeCancelled:
                var end = (NodeEvent)next;
                _nodes[end.Node] = (_nodes.GetValueOrDefault(end.Node) ?? new KeptNode()) with { End = end };
                _questions.RemoveAll(question => question.Open.Node == end.Node);
                HasProgressed = true;
                break;
            case NodeChanging changing:
                _nodes[changing.Node] = (_nodes.GetValueOrDefault(changing.Node) ?? new KeptNode()) with { IsChanging = true };
                break;
            case RunContinued:
                HasProgressed = false;
                break;
            case RunWaiting waiting:
                Asked++;
                _questions.Add(new KeptQuestion(new OpenQuestion(waiting.QuestionId, waiting.Node, waiting.Question, waiting.Time)));
                break;
            case RunResumed resumed:
                var asked = _questions.FindIndex(question => question.Open.Id == resumed.QuestionId);
                if (asked >= 0) _questions[asked] = _questions[asked] with { Answer = resumed.Answer, IsClosed = true };
                break;
        }
    }
}
