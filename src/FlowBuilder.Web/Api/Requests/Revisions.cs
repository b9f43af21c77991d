using System.Globalization;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Api.Requests;

/// <summary>Revisions as entity tags: revision 3 is <c>"3"</c>.</summary>
internal static class Revisions
{
    /// <summary>The entity tag of a revision.</summary>
    public static string TagOf(long revision) => $"\"{revision.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Whether the caller has this revision already (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpRequest request, long revision) =>
        EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var tags)
        && tags.Any(tag => tag.Tag == "*" || tag.Tag == TagOf(revision));

    /// <summary>The revision that a change was made from (<c>If-Match</c>); null where the caller takes any (<c>*</c>).</summary>
    /// <exception cref="ApiException">There is none, or it is not one of this program's.</exception>
    public static long? Expected(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0) throw new ApiException(Missing);
        if (text == "*") return null;

        // People who write requests by hand leave the quotes out.
        return long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision > 0
            ? revision
            : throw new ApiException(Unreadable);
    }

    private static ApiProblem Missing => new(StatusCodes.Status428PreconditionRequired, "revision.missing", LocalText.Of(
        "Say which revision the change was made from, in the If-Match header: the ETag that the flow was read with.",
        "어느 리비전에서 변경했는지 If-Match 헤더에 적으세요. 플로우를 읽을 때 받은 ETag 값입니다."));

    private static ApiProblem Unreadable => new(StatusCodes.Status400BadRequest, "revision.unreadable", LocalText.Of(
        "The If-Match header must hold one entity tag of a flow, such as \"3\".",
        "If-Match 헤더에는 \"3\"처럼 플로우의 ETag 값 하나를 적어야 합니다."));
}
