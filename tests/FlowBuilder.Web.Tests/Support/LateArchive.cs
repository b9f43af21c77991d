using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>The program's archive, which says later than it is true that a run is stored.</summary>
public sealed class LateArchive(IRunArchive inner, TimeSpan late) : IRunArchive
{
    /// <summary>Puts it before the program's own.</summary>
    public static Action<IServiceCollection> By(TimeSpan late) => services =>
    {
        var own = services.Last(service => service.ServiceType == typeof(IRunArchive)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IRunArchive>(built => new LateArchive((IRunArchive)ActivatorUtilities.CreateInstance(built, own), late)));
    };

    public async ValueTask SaveAsync(RunRecord run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        await inner.SaveAsync(run, events, cancellationToken);
        await Task.Delay(late, cancellationToken);
    }

    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) => inner.FindAsync(runId, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadAsync(string runId, long afterSeq, CancellationToken cancellationToken) =>
        inner.ReadAsync(runId, afterSeq, cancellationToken);

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask<bool> AddFeedbackAsync(string runId, RunFeedback feedback, CancellationToken cancellationToken) =>
        inner.AddFeedbackAsync(runId, feedback, cancellationToken);

    public ValueTask<IReadOnlyList<RunFeedback>> ListFeedbackAsync(string runId, CancellationToken cancellationToken) =>
        inner.ListFeedbackAsync(runId, cancellationToken);

    public ValueTask<string> ClaimKeyAsync(string key, string runId, TimeSpan lifetime, CancellationToken cancellationToken) =>
        inner.ClaimKeyAsync(key, runId, lifetime, cancellationToken);
}
