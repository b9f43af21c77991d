using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>A run that answers a client of another program's protocol.</summary>
/// <param name="Run">The run.</param>
/// <param name="Contract">What of the flow is talked to.</param>
/// <param name="Time">Measures how long a line is quiet.</param>
internal sealed record CompatibleRun(EndpointRun Run, ChatContract Contract, TimeProvider Time)
{
    /// <summary>Waits for the whole answer.</summary>
    /// <param name="response">Told which run it is.</param>
    /// <param name="cancellationToken">Ends the waiting; the run goes on.</param>
    /// <exception cref="ApiException">The run failed, was stopped, or waits for a person.</exception>
    public async Task<EndedRun> EndAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers[EventStream.RunHeader] = Run.Id;
        await Run.WhenAnsweredAsync(cancellationToken);
        var answer = new AnswerReading(Run, Contract);
        await foreach (var runEvent in Run.EventsAsync(0, cancellationToken)) answer.Take(runEvent);
        return answer.Problem is { } problem ? throw new ApiException(problem) : answer.Ended;
    }

    /// <summary>The answer while it grows.</summary>
    public IResult Stream(IAnswerFormat format) => new AnswerStream(Run, Contract, format, Time);
}
