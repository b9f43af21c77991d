using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Memory;

/// <summary>The conversation that a memory node works on.</summary>
internal static class ConversationSoFar
{
    /// <summary>What is wired, or what is stored of the run's conversation.</summary>
    public static async ValueTask<MessageList> OfAsync(MessageList? wired, IMemoryStore memory, NodeContext context, CancellationToken cancellationToken) =>
        wired ?? (context.Session is { Length: > 0 } session ? await memory.HistoryAsync(session, context.FlowId ?? "", context.RunId, cancellationToken).ConfigureAwait(false) : MessageList.Empty);

    /// <summary>Where the last turns begin: at the message with which a person opened the first of them.</summary>
    public static int StartOfLast(MessageList all, int turns)
    {
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].Role == MessageRole.User && --turns == 0) return i;
        }

        return 0;
    }
}
