using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>What can be wrong with a request in OpenAI's protocol.</summary>
internal static class OpenAiProblems
{
    /// <summary>Something must be there and is not.</summary>
    public const string MissingCode = "openai.missing-parameter";

    /// <summary>Something is asked for that a flow does not do.</summary>
    public const string UnsupportedCode = "openai.unsupported-parameter";

    /// <summary>A value is not one that is understood.</summary>
    public const string InvalidCode = "openai.invalid-value";

    /// <summary>Nothing is at the address.</summary>
    public const string UnknownAddressCode = "openai.unknown-address";

    /// <summary>Something must be there and is not.</summary>
    public static ApiException Missing(string parameter) => Of(MissingCode, parameter, LocalText.Of(
        $"Missing required parameter: '{parameter}'.", $"필수 매개변수 '{parameter}'이(가) 없습니다."));

    /// <summary>Something is asked for that a flow does not do, and passing it over would give an answer of another kind.</summary>
    public static ApiException Unsupported(string parameter, string english, string korean) => Of(UnsupportedCode, parameter, LocalText.Of(
        $"Unsupported parameter: '{parameter}'. {english}", $"지원하지 않는 매개변수 '{parameter}'입니다. {korean}"));

    /// <summary>A value is not one that is understood.</summary>
    public static ApiException Invalid(string parameter, string english, string korean) => Of(InvalidCode, parameter, LocalText.Of(
        $"Invalid value for '{parameter}': {english}", $"'{parameter}' 값이 잘못되었습니다. {korean}"));

    /// <summary>Nothing is at the address.</summary>
    public static ApiException UnknownAddress(HttpRequest request) => new(new ApiProblem(StatusCodes.Status404NotFound, UnknownAddressCode, LocalText.Of(
        $"Unknown request URL: {request.Method} {request.Path}. There are POST /v1/chat/completions, GET /v1/models and GET /v1/models/{{model}}.",
        $"없는 주소입니다: {request.Method} {request.Path}. POST /v1/chat/completions, GET /v1/models, GET /v1/models/{{model}}을 쓸 수 있습니다.")));

    private static ApiException Of(string code, string parameter, LocalText text) =>
        new(ApiProblem.Of(MemberProblem.Of(code, parameter, text), StatusCodes.Status400BadRequest));
}
