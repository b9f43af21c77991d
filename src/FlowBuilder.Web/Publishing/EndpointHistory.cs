using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Publishing;

/// <summary>What was said in a session of an endpoint, read from its runs.</summary>
/// <remarks>Only of calls with the same key: who guesses another's session learns nothing of it.</remarks>
internal sealed class EndpointHistory(IRunArchive archive, RunHost runs, FrozenFlows versions, NodeCatalogue catalogue)
{
    // Each turn is a run to be read: as many as a conversation is likely to refer back to.
    private const int MostTurns = 20;

    /// <summary>The messages and answers of the session's calls that ended well, oldest first; of its latest twenty calls.</summary>
    public async ValueTask<ImmutableArray<Message>> OfAsync(EndpointCall call, string session, CancellationToken cancellationToken)
    {
        var said = ImmutableArray.CreateBuilder<Message>();
        var query = new RunQuery(Status: RunStatus.Completed, Session: session, Limit: MostTurns, Endpoint: call.Endpoint.Slug);
        foreach (var record in (await archive.ListAsync(query, cancellationToken)).Reverse())
        {
            if (await runs.FindAsync(record.RunId, cancellationToken) is not { Endpoint: { } endpoint } run) continue;
            if (run.FlowId != call.Endpoint.FlowId || endpoint.Key != call.Key?.Id) continue;
            var contract = ChatContract.Of((await versions.FindAsync(run.FlowId, endpoint.Version, cancellationToken)).Flow, catalogue);
            var (question, answer) = (MessageOf(run, contract), ChatAnswer.TextOf(run, contract));
            if (question.Length == 0 || answer.Length == 0) continue;
            said.Add(new Message(MessageRole.User, question));
            said.Add(new Message(MessageRole.Assistant, answer));
        }

        return said.ToImmutable();
    }

    private static string MessageOf(RunSnapshot run, ChatContract contract)
    {
        if (contract.MessageInput is not { } name || !run.Inputs.TryGetValue(name, out var given)) return "";
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty("text", out var text)) given = text;
        return given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
    }
}
