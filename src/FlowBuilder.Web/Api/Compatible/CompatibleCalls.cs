using System.Collections.Immutable;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Values;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>Runs published flows for clients of other programs' protocols.</summary>
internal sealed class CompatibleCalls(EndpointRuns runs, EndpointHistory history, NodeCatalogue catalogue, SentFiles files, TimeProvider time)
{
    /// <summary>What was said before in a session, for callers who send its name alone; nothing where the flow takes no history.</summary>
    public async ValueTask<ImmutableArray<Message>> RecallAsync(
        EndpointCall call, PublishedFlow version, string session, CancellationToken cancellationToken) =>
        ChatContract.Of(version.Flow, catalogue).TakesHistory ? await history.OfAsync(call, session, cancellationToken) : [];

    /// <summary>Starts a run.</summary>
    /// <param name="call">The call that was let in.</param>
    /// <param name="version">The version that answers.</param>
    /// <param name="ask">What is asked, but for files.</param>
    /// <param name="sent">Files that come with the message.</param>
    /// <param name="earlier">Files of earlier messages: what a flow that takes files gets where the message has none, as a model that sees a whole conversation would.</param>
    /// <param name="cancellationToken">Gives up before the run has begun; once begun it goes on.</param>
    /// <exception cref="ApiException">As <see cref="EndpointRuns.StartAsync(EndpointCall, EndpointAsk, CancellationToken)"/>; or a file cannot be had.</exception>
    public async ValueTask<CompatibleRun> StartAsync(
        EndpointCall call,
        PublishedFlow version,
        EndpointAsk ask,
        IReadOnlyList<SentFile> sent,
        IReadOnlyList<SentFile> earlier,
        CancellationToken cancellationToken)
    {
        var contract = ChatContract.Of(version.Flow, catalogue);
        if (sent.Count == 0 && !contract.Files.IsEmpty) sent = earlier;
        if (sent.Count > 0)
        {
            var opened = await files.OpenAsync(sent, contract, cancellationToken);
            ask = ask with { Message = (ask.Message ?? new AskedMessage("")) with { Files = opened } };
        }

        // Some clients say nothing where there is nothing to say, and a flow may take nothing.
        if (ask.Message is { Text: "", Files: [] } && contract.MessageInput is null) ask = ask with { Message = null };
        var run = await runs.StartAsync(call, version, ask, cancellationToken);
        return new CompatibleRun(run, run.Version == version ? contract : ChatContract.Of(run.Version.Flow, catalogue), time);
    }
}
