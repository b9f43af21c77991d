using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Chatting;

/// <summary>Sends turns of conversations and keeps what came of them, whether or not a page still looks.</summary>
/// <remarks>Thread-safe; one for the program.</remarks>
internal sealed class ChatTurns(IConversationStore store, RunHost runs, NodeCatalogue catalogue, TimeProvider time, ILogger<ChatTurns> logger)
{
    /// <summary>Raised with a conversation's id after a turn was sent or has ended, on any thread.</summary>
    public event Action<string>? Changed;

    /// <summary>Starts the run of a turn and stores the turn.</summary>
    /// <param name="start">Starts the run.</param>
    /// <param name="command">What is run; its session is the conversation.</param>
    /// <param name="describe">Makes the turn once the run's id is known.</param>
    /// <param name="cancellationToken">Gives up before the run is started.</param>
    public async Task<FlowRun> SendAsync(
        StartChatRun start,
        RunCommand command,
        Func<string, ConversationTurn> describe,
        CancellationToken cancellationToken)
    {
        var run = await start(command, cancellationToken);
        var turn = describe(run.Id);
        await store.AddTurnAsync(turn, CancellationToken.None);
        _ = KeepEndAsync(run, turn);
        Changed?.Invoke(turn.ConversationId);
        return run;
    }

    /// <summary>The turns of a conversation; those whose run the program did not outlive are ended first.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="flow">The flow as it is now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ConversationTurn>> ListAsync(string conversationId, Flow flow, CancellationToken cancellationToken)
    {
        var turns = await store.ListTurnsAsync(conversationId, cancellationToken);
        var hasSettled = false;
        foreach (var turn in turns.Where(turn => turn.End is null && runs.FindLive(turn.RunId) is null))
        {
            var end = await runs.FindAsync(turn.RunId, cancellationToken) is { IsEnded: true } run
                ? ChatAnswer.EndOf(run, flow, ChatContract.Of(flow, catalogue), time.GetUtcNow())
                : new TurnEnd { State = TurnState.Failed, Problem = Lost, At = time.GetUtcNow() };
            hasSettled |= await store.EndTurnAsync(turn.RunId, end, cancellationToken);
        }

        return hasSettled ? await store.ListTurnsAsync(conversationId, cancellationToken) : turns;
    }

    private static LocalText Lost => LocalText.Of(
        "The program was restarted before the answer was whole. Ask again.",
        "답변이 끝나기 전에 프로그램이 다시 시작되었습니다. 다시 시도하세요.");

    private async Task KeepEndAsync(FlowRun run, ConversationTurn turn)
    {
        try
        {
            await run.Completion;
            if (run.IsSuspended) return;
            var snapshot = RunSnapshot.Of(run.Journal.ToList());
            await store.EndTurnAsync(
                run.Id, ChatAnswer.EndOf(snapshot, run.Flow, ChatContract.Of(run.Flow, catalogue), time.GetUtcNow()), CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The turn stays open; who reads it next ends it from the archived run.
            logger.LogError(failure, "The end of the turn of run {RunId} could not be stored", run.Id);
        }

        Changed?.Invoke(turn.ConversationId);
    }
}
