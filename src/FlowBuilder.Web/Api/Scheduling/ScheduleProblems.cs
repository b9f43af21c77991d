using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>What can be wrong with schedules.</summary>
internal static class ScheduleProblems
{
    /// <summary>There is no schedule of that id.</summary>
    public static ApiProblem NotFound(string id) => new(StatusCodes.Status404NotFound, "schedule.not-found", LocalText.Of(
        $"There is no schedule \"{(id.Length <= 80 ? id : id[..79] + "…")}\" of this endpoint.", $"이 엔드포인트에 \"{(id.Length <= 80 ? id : id[..79] + "…")}\" 일정이 없습니다."));

    /// <summary>An endpoint has as many schedules as it may.</summary>
    public static ApiProblem TooMany(int most) => new(StatusCodes.Status409Conflict, "schedule.too-many", LocalText.Of(
        $"An endpoint has {most} schedules at most. Remove one that is not needed any more.", $"엔드포인트 하나에 일정을 {most}개까지 만들 수 있습니다. 필요 없는 일정을 삭제하세요."));

    /// <summary>A list is asked for with a limit that it cannot have.</summary>
    public static ApiProblem BadLimit => new(StatusCodes.Status400BadRequest, "request.bad-query", LocalText.Of(
        "The query parameter limit must be a number from 1 to 200.", "쿼리 매개변수 limit은 1~200의 숫자여야 합니다."));

    /// <summary>A schedule cannot be as it is described.</summary>
    public static ApiProblem Invalid(ImmutableArray<FlowDiagnostic> problems) => new(StatusCodes.Status422UnprocessableEntity, "schedule.invalid", problems[0].Text) { Problems = problems };
}
