using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Publishing;

/// <summary>A run that answers a caller of an endpoint. It goes on where the caller leaves.</summary>
internal sealed class EndpointRun
{
    private readonly RunHost _runs;
    private readonly FlowRun? _run;
    private readonly NodeCatalogue _catalogue;

    /// <summary>A run that was started just now.</summary>
    public EndpointRun(FlowRun run, PublishedFlow version, RunHost runs, NodeCatalogue catalogue)
        : this(run.Id, version, runs, catalogue) => _run = run;

    /// <summary>A run that may have ended long ago.</summary>
    public EndpointRun(string id, PublishedFlow version, RunHost runs, NodeCatalogue catalogue)
    {
        (Id, Version, _runs, _catalogue) = (id, version, runs, catalogue);
        _run = runs.FindLive(id);
    }

    /// <summary>The run's id.</summary>
    public string Id { get; }

    /// <summary>The version that answers.</summary>
    public PublishedFlow Version { get; }

    /// <summary>Its events above a number, and those that come, to the final one.</summary>
    /// <param name="afterSeq">0 for all.</param>
    /// <param name="cancellationToken">Ends the reading; the run goes on.</param>
    public IAsyncEnumerable<RunEvent> EventsAsync(long afterSeq, CancellationToken cancellationToken) =>
        _run?.Journal.ReadAsync(afterSeq, cancellationToken) ?? _runs.ReadAsync(Id, afterSeq, cancellationToken);

    /// <summary>As <see cref="EndAsync"/>, for who reads the events otherwise; also where a person is waited for meanwhile.</summary>
    public Task WhenEndedAsync(CancellationToken cancellationToken) => _runs.WhenArchivedAsync(Id).WaitAsync(cancellationToken);

    /// <summary>Waits until it has ended or waits for a person.</summary>
    /// <exception cref="ApiException">It waits for a person, which the caller's protocol has no words for; or the program ends, and the run goes on when it is started again.</exception>
    public async Task WhenAnsweredAsync(CancellationToken cancellationToken)
    {
        if (_run is not null && await _run.RestsAsync(cancellationToken)) throw new ApiException(ProblemOf.Waits(Id));
        await WhenEndedAsync(cancellationToken);
        if (_run is { IsSuspended: true }) throw new ApiException(ProblemOf.Stopping with { RunId = Id });
    }

    /// <summary>Waits until it has ended and is archived, so that an answer given is one that outlasts the process.</summary>
    /// <param name="cancellationToken">Ends the waiting; the run goes on.</param>
    /// <exception cref="ApiException">It waits for a person.</exception>
    public async Task<RunSnapshot> EndAsync(CancellationToken cancellationToken)
    {
        await WhenAnsweredAsync(cancellationToken);
        if (_run is not null) return RunSnapshot.Of(_run.Journal.ToList());
        var snapshot = RunSnapshot.Empty;
        await foreach (var runEvent in _runs.ReadAsync(Id, 0, cancellationToken)) snapshot = snapshot.Apply(runEvent);
        return snapshot;
    }

    /// <summary>Reads the answer of a flow that one can talk to from the events, piece by piece.</summary>
    public AnswerText NewAnswer() => new(ChatContract.Of(Version.Flow, _catalogue));

    /// <summary>The whole answer of a run that has ended.</summary>
    public string AnswerOf(RunSnapshot ended) => ChatAnswer.TextOf(ended, ChatContract.Of(Version.Flow, _catalogue));

    /// <summary>Stops it; does nothing where it has ended.</summary>
    public void Cancel() => _runs.Cancel(Id);
}
