using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Starts runs of stored flows for callers from outside, each idempotency key once.</summary>
internal sealed class RunStarts(RunHost runs, IFlowStore flows, IRunArchive archive, RunPreparation preparation, ResourceCheck resources, IHostApplicationLifetime lifetime)
{
    /// <summary>How long an idempotency key is remembered.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(24);

    private const int MaxSessionLength = 200;

    // Requests with one key come to the same gate and start one after the other; unlike keys seldom meet.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Starts a run of a stored flow, or finds the one that the key started before.</summary>
    /// <param name="person">Who starts it. That the flow may be run by the person is known; what it names is checked here.</param>
    /// <param name="flowId">The stored flow.</param>
    /// <param name="body">Inputs and the like.</param>
    /// <param name="key">The caller's idempotency key, or null.</param>
    /// <param name="caller">The API key that the caller showed, whose budget the run draws on; or null.</param>
    /// <param name="cancellationToken">Gives up before the run has begun; once begun it goes on.</param>
    /// <returns>The run's id.</returns>
    /// <exception cref="ApiException">There is no such flow, it names what the person may not use, or the program is stopping.</exception>
    /// <exception cref="RunRefusedException">The flow cannot run, or its inputs are not what it needs.</exception>
    /// <exception cref="HostBusyException">As many runs are under way as are allowed.</exception>
    public async ValueTask<string> StartAsync(Person person, string flowId, RunBody body, string? key, ApiKey? caller, CancellationToken cancellationToken)
    {
        var stored = await flows.FindAsync(flowId, cancellationToken) ?? throw new ApiException(ProblemOf.NoFlow(flowId));
        var command = body.ToCommand(stored) with { Key = caller?.ToBudget(), Caller = caller?.Id };
        resources.Require(person, preparation.WithSettings(stored.Flow, command.Settings));
        return key is null
            ? (await StartAsync(command, cancellationToken)).Id
            : await StartAsync(command, $"flow/{stored.Id}/{key}", cancellationToken);
    }

    /// <summary>Starts a run.</summary>
    /// <inheritdoc cref="StartAsync(Person, string, RunBody, string?, ApiKey?, CancellationToken)" path="/exception"/>
    public ValueTask<FlowRun> StartAsync(RunCommand command, CancellationToken cancellationToken)
    {
        Check(command);
        return runs.StartAsync(command, cancellationToken);
    }

    /// <summary>Starts a run, or finds the one that the key started before.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="key">What makes repeating the call harmless, with whatever scopes it.</param>
    /// <param name="cancellationToken">Gives up before the run has begun; once begun it goes on.</param>
    /// <returns>The run's id.</returns>
    /// <inheritdoc cref="StartAsync(Person, string, RunBody, string?, ApiKey?, CancellationToken)" path="/exception"/>
    public async ValueTask<string> StartAsync(RunCommand command, string key, CancellationToken cancellationToken)
    {
        Check(command);
        var claimed = await archive.ClaimKeyAsync(key, Guid.CreateVersion7().ToString("N"), KeyLifetime, cancellationToken);
        var gate = _gates[(uint)StringComparer.Ordinal.GetHashCode(claimed) % _gates.Length];
        await gate.WaitAsync(cancellationToken);
        try
        {
            // A key whose run is not there was refused, or lost with the process before it ended: it still gets its run, under the same id.
            if (!await runs.ExistsAsync(claimed, cancellationToken)) await runs.StartAsync(command with { RunId = claimed }, cancellationToken);
        }
        finally
        {
            gate.Release();
        }

        return claimed;
    }

    private void Check(RunCommand command)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) throw new ApiException(ProblemOf.Stopping);
        if (command.Session?.Length > MaxSessionLength) throw new ApiException(SessionTooLong);
    }

    private static ApiProblem SessionTooLong => new(StatusCodes.Status422UnprocessableEntity, "run.bad-session", LocalText.Of(
        $"The session may have {MaxSessionLength} characters at most.",
        $"session은 {MaxSessionLength}자까지 쓸 수 있습니다."));
}
