using FlowBuilder.Core.Text;
using Microsoft.AspNetCore.Diagnostics;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>Gives a body to answers of the framework that have none: wrong paths, methods and media types.</summary>
internal static class ApiStatusCodes
{
    /// <summary>Writes the problem that goes with the status.</summary>
    public static Task AnswerAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return new ApiProblem(status, CodeOf(status), DetailOf(status)).ExecuteAsync(context.HttpContext);
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "api.no-such-path",
        StatusCodes.Status405MethodNotAllowed => "api.method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "request.too-large",
        StatusCodes.Status415UnsupportedMediaType => "request.not-json",
        _ => "request.refused",
    };

    private static LocalText DetailOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => LocalText.Of(
            "The API has nothing at this address; /openapi/v1.json lists what it has.",
            "API에 이 주소가 없습니다. 있는 주소는 /openapi/v1.json에 나옵니다."),
        StatusCodes.Status405MethodNotAllowed => LocalText.Of(
            "This address takes other methods; the Allow header lists them.",
            "이 주소에서는 다른 메서드를 써야 합니다. Allow 헤더에 쓸 수 있는 메서드가 있습니다."),
        _ => StatusTitles.Of(status),
    };
}
