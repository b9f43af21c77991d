using System.Collections.Immutable;
using FlowBuilder.Core.Conversations;

namespace FlowBuilder.Web.Chatting;

/// <summary>The turns of a conversation with all their versions, and the branch of them that is shown. Immutable.</summary>
internal sealed class ConversationTree
{
    /// <summary>A conversation in which nothing was said.</summary>
    public static readonly ConversationTree Empty = new([], null);

    private readonly ImmutableArray<ConversationTurn> _turns;

    /// <summary>Reads the turns of a conversation.</summary>
    /// <param name="turns">Every turn, in the order in which they were sent.</param>
    /// <param name="head">The run of the turn up to which it is shown; null, or one that is not there, for the latest.</param>
    public ConversationTree(IEnumerable<ConversationTurn> turns, string? head)
    {
        _turns = [.. turns];
        Head = Find(head) is { } turn ? turn.RunId : _turns.LastOrDefault()?.RunId;
        var path = new List<ConversationTurn>();
        for (var step = Find(Head); step is not null && path.Count < _turns.Length; step = Find(step.Parent)) path.Add(step);
        path.Reverse();
        Path = path;
    }

    /// <summary>The run of the last turn that is shown, or null where nothing was said.</summary>
    public string? Head { get; }

    /// <summary>The turns that are shown, from the first on.</summary>
    public IReadOnlyList<ConversationTurn> Path { get; }

    /// <summary>The turn of that run, or null.</summary>
    public ConversationTurn? Find(string? runId) => runId is null ? null : _turns.FirstOrDefault(turn => turn.RunId == runId);

    /// <summary>The versions of a turn's message: for each, the answer to it that came last.</summary>
    public IReadOnlyList<ConversationTurn> MessagesAt(ConversationTurn turn) =>
        [.. _turns.Where(other => other.Parent == turn.Parent).GroupBy(other => other.Question).Select(versions => versions.Last())];

    /// <summary>The versions of the answer to a turn's message, in the order in which they were asked for.</summary>
    public IReadOnlyList<ConversationTurn> AnswersAt(ConversationTurn turn) =>
        [.. _turns.Where(other => other.Parent == turn.Parent && other.Question == turn.Question)];

    /// <summary>The end of the branch that goes through a turn: each time the turn that was sent last.</summary>
    public string EndOfBranch(ConversationTurn turn)
    {
        var end = turn.RunId;
        while (_turns.LastOrDefault(other => other.Parent == end) is { } next) end = next.RunId;
        return end;
    }

    /// <summary>The turns that were said before another: its history. All that is shown for null.</summary>
    public IEnumerable<ConversationTurn> Before(ConversationTurn? turn) =>
        turn is null ? Path : new ConversationTree(_turns, turn.RunId).Path.SkipLast(1);

    /// <summary>The same with another branch shown.</summary>
    public ConversationTree ShowTo(string head) => new(_turns, head);

    /// <summary>The same with one more turn, shown.</summary>
    public ConversationTree With(ConversationTurn turn) => new(_turns.Add(turn), turn.RunId);
}
