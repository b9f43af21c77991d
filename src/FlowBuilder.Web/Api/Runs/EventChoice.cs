using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Which events a caller wants, as the query says.</summary>
internal static class EventChoice
{
    /// <summary>Whether only the flow's results are wanted (<c>?events=output</c>) rather than everything.</summary>
    /// <exception cref="ApiException">The query asks for something else.</exception>
    public static bool IsOnlyResults(HttpRequest request) => request.Query["events"].ToString() switch
    {
        "" or "all" => false,
        "output" => true,
        _ => throw new ApiException(new ApiProblem(StatusCodes.Status400BadRequest, "request.bad-query", LocalText.Of(
            "The query parameter events must be \"output\" or \"all\".",
            "쿼리 매개변수 events에는 \"output\" 또는 \"all\"만 쓸 수 있습니다."))),
    };
}
