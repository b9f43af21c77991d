using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Execution;

[Parallelizable(ParallelScope.All)]
public sealed class RunSnapshotTests
{
    private static readonly NodeFault Fault = new("test.failed", FaultKind.Flow, LocalText.Verbatim("failed"));

    private static readonly RunStarted Started = new() { RunId = "r", FlowId = "f", FlowName = "name", SemanticHash = "h", Session = "s", Nodes = ["a", "b"] };

    [Test]
    public void Empty_run_knows_nothing()
    {
        Assert.That((RunSnapshot.Empty.Seq, RunSnapshot.Empty.IsEnded, RunSnapshot.Empty.Nodes.Count), Is.EqualTo((0L, false, 0)));
    }

    [Test]
    public void Started_run_has_all_its_nodes_pending()
    {
        var run = Fold(Started);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.RunId, run.FlowId, run.FlowName, run.SemanticHash, run.Session, run.Status), Is.EqualTo(("r", "f", "name", "h", "s", RunStatus.Running)));
            Assert.That(run.Nodes.Keys, Is.EquivalentTo(new[] { "a", "b" }));
            Assert.That(run.Nodes.Values.Select(node => node.Status), Is.All.EqualTo(NodeStatus.Pending));
            Assert.That(run.StartedAt, Is.Not.EqualTo(default(DateTimeOffset)));
        }
    }

    [Test]
    public void Pieces_are_the_text_so_far_until_the_whole_takes_their_place()
    {
        var live = Fold(Started, new NodeStarted { Node = "a" }, Piece("one "), Piece("two"));
        var whole = live.Apply(new NodeOutputGiven { Node = "a", Port = "text", Output = PortValue.Of("one two!") });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(live.Nodes["a"].Status, Is.EqualTo(NodeStatus.Running));
            Assert.That(live.Nodes["a"].TextOf("text"), Is.EqualTo("one two"));
            Assert.That(live.Nodes["a"].TextOf("other"), Is.Null);
            Assert.That(whole.Nodes["a"].TextOf("text"), Is.EqualTo("one two!"));
            Assert.That(whole.Nodes["a"].Live, Is.Empty);
        }
    }

    [Test]
    public void Node_shows_its_failed_tries_until_it_ends()
    {
        var retrying = Fold(Started, new NodeStarted { Node = "a" }, new NodeRetrying { Node = "a", Attempt = 2, DelayMs = 1, Reason = LocalText.Verbatim("busy") });
        var completed = retrying.Apply(new NodeCompleted { Node = "a", DurationMs = 7, Usage = new TokenUsage(1, 2), Cached = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((retrying.Nodes["a"].FailedTries, retrying.Nodes["a"].Reason?.English), Is.EqualTo((2, "busy")));
            Assert.That(completed.Nodes["a"], Is.EqualTo(retrying.Nodes["a"] with { Status = NodeStatus.Completed, DurationMs = 7, Usage = new TokenUsage(1, 2), Cached = true, Reason = null }));
        }
    }

    [Test]
    public void Nodes_end_as_their_events_say()
    {
        var run = Fold(
            Started,
            new NodeFailed { Node = "a", Fault = Fault, DurationMs = 3, Usage = new TokenUsage(1, 1) },
            new NodeSkipped { Node = "b", Reason = LocalText.Verbatim("not taken") },
            new NodeCancelled { Node = "c", DurationMs = 4, Usage = new TokenUsage(2, 2) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Nodes["a"].Status, run.Nodes["a"].Fault, run.Nodes["a"].DurationMs), Is.EqualTo((NodeStatus.Failed, Fault, 3d)));
            Assert.That((run.Nodes["b"].Status, run.Nodes["b"].Reason?.English), Is.EqualTo((NodeStatus.Skipped, "not taken")));
            Assert.That((run.Nodes["c"].Status, run.Nodes["c"].Usage), Is.EqualTo((NodeStatus.Cancelled, new TokenUsage(2, 2))));
        }
    }

    [Test]
    public void Waiting_run_names_the_node_that_asks_and_forgets_it_when_it_ends()
    {
        var waiting = Fold(Started, Waiting("a", "a#1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((waiting.Status, waiting.Node, waiting.IsEnded), Is.EqualTo((RunStatus.Waiting, "a", false)));
            Assert.That(waiting.Nodes["a"].Status, Is.EqualTo(NodeStatus.Waiting));
            Assert.That(waiting.Questions.Single().Question.Text, Is.EqualTo("May I?"));
            Assert.That(waiting.Apply(new RunCancelled { DurationMs = 1 }).Node, Is.Null);
            Assert.That(waiting.Apply(new RunCancelled { DurationMs = 1 }).Questions, Is.Empty);
            Assert.That(waiting.Apply(new RunCompleted { DurationMs = 1 }).Node, Is.Null);
        }
    }

    [Test]
    public void Run_goes_on_when_its_last_question_is_answered_and_a_node_when_its_own_last_one_is()
    {
        var both = Fold(Started, Waiting("a", "a#1"), Waiting("b", "b#2"), Waiting("a", "a#3"), Resumed("a", "a#1"));
        var one = both.Apply(Resumed("a", "a#3"));
        var none = one.Apply(Resumed("b", "b#2"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((both.Status, both.Node, both.Nodes["a"].Status), Is.EqualTo((RunStatus.Waiting, "b", NodeStatus.Waiting)));
            Assert.That((one.Status, one.Nodes["a"].Status), Is.EqualTo((RunStatus.Waiting, NodeStatus.Running)));
            Assert.That((none.Status, none.Node, none.Nodes["b"].Status), Is.EqualTo((RunStatus.Running, (string?)null, NodeStatus.Running)));
        }
    }

    [Test]
    public void Run_ends_as_its_final_event_says()
    {
        var usage = new TokenUsage(3, 4, 0.1m);
        var outputs = new Dictionary<string, JsonElement> { ["answer"] = JsonSerializer.SerializeToElement("x") };

        var completed = Fold(Started, new RunCompleted { Outputs = outputs, Usage = usage, DurationMs = 5 });
        var failed = Fold(Started, new RunFailed { Fault = Fault, Node = "b", Usage = usage, DurationMs = 6 });
        var cancelled = Fold(Started, new RunCancelled { Usage = usage, DurationMs = 7 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((completed.Status, completed.Usage, completed.DurationMs, completed.Outputs), Is.EqualTo((RunStatus.Completed, usage, 5d, outputs)));
            Assert.That((failed.Status, failed.Fault, failed.Node, failed.DurationMs), Is.EqualTo((RunStatus.Failed, Fault, "b", 6d)));
            Assert.That((cancelled.Status, cancelled.Usage, cancelled.DurationMs), Is.EqualTo((RunStatus.Cancelled, usage, 7d)));
            Assert.That(new[] { completed, failed, cancelled }.Select(run => run.IsEnded), Is.All.True);
        }
    }

    [Test]
    public void Folding_never_changes_an_earlier_snapshot()
    {
        var before = Fold(Started, new NodeStarted { Node = "a" }, Piece("one"));

        _ = before.Apply(Piece("two"));

        Assert.That(before.Nodes["a"].TextOf("text"), Is.EqualTo("one"));
    }

    private static NodeDelta Piece(string text) => new() { Node = "a", Port = "text", Text = text };

    private static RunSnapshot Fold(params ReadOnlySpan<RunEvent> events)
    {
        var journal = new RunJournal(TimeProvider.System);
        foreach (var runEvent in events) journal.Append(runEvent with { });
        var snapshot = RunSnapshot.Of(journal.ToList());
        Assert.That(snapshot.Seq, Is.EqualTo(events.Length));
        return snapshot;
    }

    private static RunWaiting Waiting(string node, string id) => new() { Node = node, QuestionId = id, Question = new HumanQuestion { Text = "May I?" } };

    private static RunResumed Resumed(string node, string id) => new() { Node = node, QuestionId = id, Answer = new HumanAnswer(true) };
}
