using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Scheduling;
using FlowBuilder.Web.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Scheduling;

/// <summary>What an owner does with schedules, from pages and from the API alike.</summary>
/// <remarks>What cannot be done is told as an <see cref="ApiException"/>, whose problem's detail is for people too.</remarks>
internal sealed class ScheduleBook(
    IScheduleStore schedules, IEndpointStore endpoints, EndpointRuns runs, FrozenFlows versions, FlowCompiler compiler, ScheduleNews news, TimeProvider time)
{
    /// <summary>The most schedules of one endpoint.</summary>
    public const int MostOfEndpoint = 100;

    /// <summary>An endpoint's schedules, first made first.</summary>
    /// <exception cref="ApiException">There is no such endpoint.</exception>
    public async ValueTask<IReadOnlyList<Schedule>> ListAsync(string slug, CancellationToken cancellationToken)
    {
        await EndpointAsync(slug, cancellationToken);
        return await schedules.ListAsync(slug, cancellationToken);
    }

    /// <summary>One schedule of an endpoint.</summary>
    /// <exception cref="ApiException">There is no such endpoint, or no such schedule of it.</exception>
    public async ValueTask<Schedule> FindAsync(string slug, string id, CancellationToken cancellationToken)
    {
        await EndpointAsync(slug, cancellationToken);
        return await schedules.FindAsync(id, cancellationToken) is { } found && found.Slug == slug ? found : throw new ApiException(ScheduleProblems.NotFound(id));
    }

    /// <summary>Adds a schedule.</summary>
    /// <exception cref="ApiException">There is no such endpoint, or the schedule cannot be as it is described.</exception>
    public async ValueTask<Schedule> AddAsync(string slug, ScheduleBody body, CancellationToken cancellationToken)
    {
        var endpoint = await EndpointAsync(slug, cancellationToken);
        if ((await schedules.ListAsync(slug, cancellationToken)).Count >= MostOfEndpoint) throw new ApiException(ScheduleProblems.TooMany(MostOfEndpoint));
        var schedule = body.Change(new Schedule
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            Slug = slug,
            Cron = "",
            TimeZone = ScheduleZones.IdOf(time.LocalTimeZone),
        });
        await CheckAsync(endpoint, body, schedule, cancellationToken);
        if (!await schedules.AddAsync(schedule, cancellationToken)) throw new ApiException(EndpointProblems.NotFound(slug));
        news.TellEdited(slug);
        return await FindAsync(slug, schedule.Id, cancellationToken);
    }

    /// <summary>Changes a schedule; what the body leaves out stays.</summary>
    /// <exception cref="ApiException">There is no such schedule, or it cannot be as it is described.</exception>
    public async ValueTask<Schedule> ChangeAsync(string slug, string id, ScheduleBody body, CancellationToken cancellationToken)
    {
        var changed = body.Change(await FindAsync(slug, id, cancellationToken));

        // What is only switched off needs no check: the endpoint's inputs may have changed since.
        if (changed.IsEnabled) await CheckAsync(await EndpointAsync(slug, cancellationToken), body, changed, cancellationToken);
        else if (body.Check(changed) is { IsEmpty: false } problems) throw new ApiException(ScheduleProblems.Invalid(problems));
        if (!await schedules.SaveAsync(changed, cancellationToken)) throw new ApiException(ScheduleProblems.NotFound(id));
        news.TellEdited(slug);
        return await FindAsync(slug, id, cancellationToken);
    }

    /// <summary>Removes a schedule; <see cref="RestoreAsync"/> brings it back.</summary>
    /// <exception cref="ApiException">There is no such schedule.</exception>
    public async ValueTask DeleteAsync(string slug, string id, CancellationToken cancellationToken)
    {
        await FindAsync(slug, id, cancellationToken);
        if (!await schedules.DeleteAsync(id, cancellationToken)) throw new ApiException(ScheduleProblems.NotFound(id));
        news.TellEdited(slug);
    }

    /// <summary>Brings a removed schedule back.</summary>
    /// <exception cref="ApiException">It cannot be found any more.</exception>
    public async ValueTask RestoreAsync(string slug, string id, CancellationToken cancellationToken)
    {
        if (!await schedules.RestoreAsync(id, cancellationToken)) throw new ApiException(ScheduleProblems.NotFound(id));
        news.TellEdited(slug);
    }

    /// <summary>Runs a schedule now, whether or not it is switched on, and remembers that.</summary>
    /// <exception cref="ApiException">There is no such schedule, or its endpoint is switched off.</exception>
    /// <exception cref="RunRefusedException">The inputs are not what the flow needs any more.</exception>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed.</exception>
    public async ValueTask<EndpointRun> RunNowAsync(string slug, string id, CancellationToken cancellationToken)
    {
        var schedule = await FindAsync(slug, id, cancellationToken);
        var endpoint = await EndpointAsync(slug, cancellationToken);
        if (!endpoint.IsEnabled) throw new ApiException(EndpointProblems.Off(slug));
        var run = await runs.StartAsync(new EndpointCall(endpoint, null, "") { IsUnattended = true }, ScheduleStarts.AskOf(schedule), cancellationToken);
        await schedules.SettleAsync(new ScheduleRun(id, time.GetUtcNow(), ScheduleCause.ByHand, ScheduleOutcome.Started) { RunId = run.Id }, cancellationToken);
        news.TellCame(slug);
        return run;
    }

    private async ValueTask CheckAsync(Endpoint endpoint, ScheduleBody body, Schedule schedule, CancellationToken cancellationToken)
    {
        var problems = body.Check(schedule);
        problems = problems.AddRange(await InputProblemsAsync(endpoint, schedule, cancellationToken));
        if (!problems.IsEmpty) throw new ApiException(ScheduleProblems.Invalid(problems));
    }

    // Any of the versions that answer may get the run.
    private async ValueTask<ImmutableArray<FlowDiagnostic>> InputProblemsAsync(Endpoint endpoint, Schedule schedule, CancellationToken cancellationToken)
    {
        var problems = new List<FlowDiagnostic>();
        foreach (var number in endpoint.Traffic.Shares.Keys)
        {
            var version = await versions.FindAsync(endpoint.FlowId, number, cancellationToken);
            if (compiler.Compile(version.Flow).Plan is { } plan) problems.AddRange(plan.CheckInputs(schedule.Inputs));
        }

        return [.. problems.DistinctBy(problem => (problem.Code, problem.Path))];
    }

    private async ValueTask<Endpoint> EndpointAsync(string slug, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(slug, cancellationToken) ?? throw new ApiException(EndpointProblems.NotFound(slug));
}
