using System.Globalization;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Reads which runs a list shall show.</summary>
internal static class RunListQuery
{
    private const int MaxLimit = 1000;

    /// <summary>Reads the query.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="flows">The only flows whose runs may be shown; null for all.</param>
    /// <exception cref="ApiException">A parameter has a value that it cannot have.</exception>
    public static RunQuery Of(IQueryCollection query, IReadOnlySet<string>? flows) => new(
        Text(query, "flowId"),
        Text(query, "status") is { } status ? StatusOf(status) : null,
        Text(query, "session"),
        Text(query, "before") is { } before ? TimeOf(before) : null,
        Text(query, "limit") is { } limit ? LimitOf(limit) : 100,
        Text(query, "endpoint"))
    {
        Flows = flows,
    };

    /// <summary>Whether a run fits.</summary>
    public static bool Fits(RunQuery query, RunRecord run) =>
        (query.FlowId is null || run.FlowId == query.FlowId)
        && (query.Flows is null || run.FlowId is { } flow && query.Flows.Contains(flow))
        && (query.Status is null || run.Status == query.Status)
        && (query.Session is null || run.Session == query.Session)
        && (query.Endpoint is null || run.Endpoint?.Slug == query.Endpoint)
        && (query.Before is null || run.StartedAt < query.Before);

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static RunStatus StatusOf(string text) =>
        Enum.TryParse<RunStatus>(text, ignoreCase: true, out var status) && !int.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? status
            : throw Bad("status", "running, waiting, completed, failed, cancelled");

    private static DateTimeOffset TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Bad("before", "2026-01-31T12:00:00Z");

    private static int LimitOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw Bad("limit", $"1 … {MaxLimit}");

    private static ApiException Bad(string name, string allowed) => new(new ApiProblem(
        StatusCodes.Status400BadRequest,
        "request.bad-query",
        LocalText.Of(
            $"The query parameter {name} has a value that it cannot have. Possible: {allowed}.",
            $"쿼리 매개변수 {name}의 값이 잘못되었습니다. 쓸 수 있는 값: {allowed}.")));
}
