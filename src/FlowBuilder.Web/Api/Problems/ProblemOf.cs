using System.Collections.Immutable;
using System.Diagnostics;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Providers.Faults;
using FlowBuilder.Storage;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>The answers to what goes wrong, in one place, for requests and hub calls alike.</summary>
internal static class ProblemOf
{
    /// <summary>There is no flow of that id, or it is in the bin.</summary>
    public static ApiProblem NoFlow(string id) => new(StatusCodes.Status404NotFound, "flow.not-found", LocalText.Of(
        $"There is no flow \"{Short(id)}\".", $"\"{Short(id)}\" 플로우가 없습니다."));

    /// <summary>There is no run of that id.</summary>
    public static ApiProblem NoRun(string id) => new(StatusCodes.Status404NotFound, "run.not-found", LocalText.Of(
        $"There is no run \"{Short(id)}\".", $"\"{Short(id)}\" 실행 기록이 없습니다."));

    /// <summary>A run was stopped before it ended.</summary>
    public static ApiProblem Cancelled(string id) => new(StatusCodes.Status409Conflict, "run.cancelled", LocalText.Of(
        "The run was stopped before it ended.", "실행이 끝나기 전에 중단되었습니다."))
    {
        RunId = id,
    };

    /// <summary>A run waits for a person, and the caller for its answer.</summary>
    public static ApiProblem Waits(string id) => new(StatusCodes.Status409Conflict, "run.waiting", LocalText.Of(
        $"The flow waits for a person to decide, and goes on when they have. The run is {id}.",
        $"플로우가 담당자의 결정을 기다리고 있습니다. 결정되면 이어서 실행됩니다. 실행 번호는 {id}입니다."))
    {
        RunId = id,
    };

    /// <summary>There is no connection of that name.</summary>
    public static ApiProblem NoConnection(string name) => new(StatusCodes.Status404NotFound, "connection.not-found", LocalText.Of(
        $"There is no connection \"{Short(name)}\".", $"\"{Short(name)}\" 연결이 없습니다."));

    /// <summary>A flow file is refused.</summary>
    public static ApiProblem BadFlow(ImmutableArray<FlowDiagnostic> problems)
    {
        var count = problems.Count(problem => problem.Severity == DiagnosticSeverity.Invalid);
        return new(StatusCodes.Status422UnprocessableEntity, "flow.invalid", LocalText.Of(
            count == 1 ? "The file has a problem and was not taken." : $"The file has {count} problems and was not taken.",
            $"파일에 문제가 {count}개 있어 저장하지 않았습니다."))
        {
            Problems = problems,
        };
    }

    /// <summary>The problem that an exception stands for; null for one that is nobody's to see.</summary>
    public static ApiProblem? Of(Exception exception) => exception switch
    {
        ApiException known => known.Problem,
        BudgetSpentException spent => new(StatusCodes.Status429TooManyRequests, spent.Problems[0].Code, spent.Problems[0].Text) { RetryAfter = spent.RetryAfter },
        RunRefusedException refused => Refused(refused.Problems),
        FlowConflictException conflict => Stale(conflict.CurrentRevision),
        HostBusyException busy => new(busy.Reason == BusyReason.Caller ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable, busy.Code, busy.Text)
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        },
        HostStoppingException => Stopping,
        StorageException storage => OfStorage(storage),
        NodeException fault => Fault(new NodeFault(fault.Code, fault.Kind, fault.Text)),
        BadHttpRequestException bad => OfRequest(bad),
        _ => null,
    };

    /// <summary>The program is stopping.</summary>
    public static ApiProblem Stopping => new(StatusCodes.Status503ServiceUnavailable, "host.stopping", LocalText.Of(
        "The program is stopping and starts no more runs. Try again a little later.",
        "프로그램을 종료하는 중이라 새로 실행할 수 없습니다. 잠시 후 다시 시도하세요."))
    {
        RetryAfter = TimeSpan.FromSeconds(10),
    };

    /// <summary>A failure whose detail is in the log only.</summary>
    public static ApiProblem Internal(string? traceId) => new(StatusCodes.Status500InternalServerError, "internal", LocalText.Of(
        "Something went wrong in this program. Its operator finds the details in the log by the trace id.",
        "프로그램에 문제가 생겼습니다. 운영자가 추적 ID로 로그에서 자세한 내용을 찾을 수 있습니다."))
    {
        TraceId = traceId ?? Activity.Current?.TraceId.ToString(),
    };

    /// <summary>A fault of a run or a call, by whose it is.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="runId">The run, or null.</param>
    /// <param name="node">The path of the node that failed, or null.</param>
    /// <param name="flow">The flow that was run, for the node's place in its file; or null.</param>
    public static ApiProblem Fault(NodeFault fault, string? runId = null, string? node = null, Flow? flow = null) =>
        new(StatusOf(fault), fault.Code, fault.Text)
        {
            RetryAfter = fault.Code == ModelFaultCodes.Busy ? TimeSpan.FromSeconds(2) : null,
            RunId = runId,
            NodeId = node,
            TraceId = fault.TraceId,
            Problems = node is null
                ? []
                : [new FlowDiagnostic(fault.Code, DiagnosticSeverity.Incomplete, PlaceOf(flow, node), fault.Text) { Node = new NodeId(node) }],
        };

    /// <summary>A body is over its limit.</summary>
    /// <param name="limit">The limit in bytes, where it is known.</param>
    public static ApiProblem TooLarge(int? limit) => new(StatusCodes.Status413PayloadTooLarge, "request.too-large", limit is { } bytes
        ? LocalText.Of($"The request is larger than the {bytes:N0} bytes that are taken here.", $"요청이 여기서 받을 수 있는 {bytes:N0}바이트보다 큽니다.")
        : LocalText.Of("The request is larger than is taken here.", "요청이 여기서 받을 수 있는 크기보다 큽니다."));

    /// <summary>A change was made from an older revision.</summary>
    public static ApiProblem Stale(long currentRevision) => new(StatusCodes.Status412PreconditionFailed, "revision.stale", LocalText.Of(
        $"The flow has been changed meanwhile and has revision {currentRevision} now. Nothing was saved; read it again and repeat the change.",
        $"그사이 플로우가 변경되어 지금 리비전은 {currentRevision}입니다. 저장하지 않았습니다. 다시 불러와서 변경하세요."))
    {
        CurrentRevision = currentRevision,
    };

    private static string PlaceOf(Flow? flow, string node)
    {
        for (var i = 0; i < flow?.Nodes.Length; i++)
        {
            if (flow.Nodes[i].Id.Value == node) return $"$.nodes[{i}]";
        }

        return "$.nodes";
    }

    private static ApiProblem Refused(ImmutableArray<FlowDiagnostic> problems)
    {
        var isInput = problems.All(problem => problem.Path.StartsWith("$.inputs", StringComparison.Ordinal));
        return new(
            StatusCodes.Status422UnprocessableEntity,
            isInput ? "run.bad-inputs" : "run.refused",
            problems.Length == 1 ? problems[0].Text : LocalText.Of(
                $"The run cannot start: {problems.Length} problems stand in the way.",
                $"문제가 {problems.Length}개 있어 실행할 수 없습니다."))
        {
            Problems = problems,
        };
    }

    private static ApiProblem OfStorage(StorageException problem) => new(
        problem.Code switch
        {
            StorageException.Full => StatusCodes.Status507InsufficientStorage,
            StorageException.Busy or StorageException.ReadOnly => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        },
        problem.Code,
        problem.Text)
    {
        RetryAfter = problem.IsTransient ? TimeSpan.FromSeconds(5) : null,
    };

    private static ApiProblem OfRequest(BadHttpRequestException bad) => bad.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? TooLarge(null)
        : new(bad.StatusCode, "request.malformed", LocalText.Of(
            "The request is not well-formed HTTP, or a part of its address has the wrong form.",
            "요청이 올바른 HTTP 형식이 아니거나 주소 일부의 형식이 잘못되었습니다."));

    // Some failures are those of a program that has too much to do, whoever's fault that is.
    private static int StatusOf(NodeFault fault) => fault.Code switch
    {
        "budget.key-reached" or "budget.day-reached" => StatusCodes.Status429TooManyRequests,
        ModelFaultCodes.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusOf(fault.Kind),
    };

    private static int StatusOf(FaultKind kind) => kind switch
    {
        FaultKind.Provider => StatusCodes.Status502BadGateway,
        FaultKind.Timeout => StatusCodes.Status504GatewayTimeout,
        FaultKind.Internal => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
