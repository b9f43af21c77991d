using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Publishing;

/// <summary>What was said in a session of an endpoint, read from its runs.</summary>
/// <remarks>
/// Only of calls with the same key: who guesses another's session learns nothing of it. Callers without a key share none, so
/// theirs is found again only where its name is a secret of its own: a random UUID.
/// </remarks>
internal sealed class EndpointHistory(IRunArchive archive, RunHost runs, FrozenFlows versions, NodeCatalogue catalogue)
{
    // Each turn is a run to be read: as many as a conversation is likely to refer back to.
    private const int MostTurns = 20;

    // Whose call it was stands in the run itself, so that others who name their sessions alike cost a look each.
    private const int MostLooks = 3 * MostTurns;

    /// <summary>The messages and answers of the session's calls that ended well, oldest first; of its latest twenty calls.</summary>
    public async ValueTask<ImmutableArray<Message>> OfAsync(EndpointCall call, string session, CancellationToken cancellationToken)
    {
        if (call.Key is null && !IsSecret(session)) return [];
        var turns = new List<(Message Question, Message Answer)>();
        var query = new RunQuery(Status: RunStatus.Completed, Session: session, Limit: MostLooks, Endpoint: call.Endpoint.Slug);
        foreach (var record in await archive.ListAsync(query, cancellationToken))
        {
            if (turns.Count == MostTurns) break;
            if (await runs.FindAsync(record.RunId, cancellationToken) is not { Endpoint: { } endpoint } run) continue;
            if (run.FlowId != call.Endpoint.FlowId || endpoint.Key != call.Key?.Id) continue;
            var contract = ChatContract.Of((await versions.FindAsync(run.FlowId, endpoint.Version, cancellationToken)).Flow, catalogue);
            var (question, answer) = (MessageOf(run, contract), ChatAnswer.TextOf(run, contract));
            if (question.Length == 0 || answer.Length == 0) continue;
            turns.Add((new Message(MessageRole.User, question), new Message(MessageRole.Assistant, answer)));
        }

        return [.. Enumerable.Reverse(turns).SelectMany(turn => new[] { turn.Question, turn.Answer })];
    }

    // Versions 4 and 7 hold 122 and 74 random bits (RFC 9562); the others can be guessed from a time or a name.
    private static bool IsSecret(string session) => Guid.TryParse(session, out var id) && id.Version is 4 or 7;

    private static string MessageOf(RunSnapshot run, ChatContract contract)
    {
        if (contract.MessageInput is not { } name || !run.Inputs.TryGetValue(name, out var given)) return "";
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty("text", out var text)) given = text;
        return given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
    }
}
