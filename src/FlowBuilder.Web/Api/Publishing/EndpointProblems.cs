using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>What can be wrong with publishing a flow, and with calling what was published.</summary>
internal static class EndpointProblems
{
    /// <summary>There is no endpoint of that slug.</summary>
    public static ApiProblem NotFound(string slug) => new(StatusCodes.Status404NotFound, "endpoint.not-found", LocalText.Of(
        $"There is no endpoint \"{Short(slug)}\".", $"\"{Short(slug)}\" 엔드포인트가 없습니다."));

    /// <summary>The endpoint was switched off.</summary>
    public static ApiProblem Off(string slug) => new(StatusCodes.Status404NotFound, "endpoint.off", LocalText.Of(
        $"The endpoint \"{slug}\" is switched off.", $"\"{slug}\" 엔드포인트가 꺼져 있습니다."));

    /// <summary>There is no such version.</summary>
    public static ApiProblem NoVersion(int number) => new(StatusCodes.Status404NotFound, "version.not-found", LocalText.Of(
        $"The flow has no version {number}.", $"이 플로우에는 {number}번 버전이 없습니다."));

    /// <summary>The flow is not routed to by any endpoint.</summary>
    public static ApiProblem NotPublished => new(StatusCodes.Status409Conflict, "endpoint.none", LocalText.Of(
        "No endpoint answers with this flow. Publish it first.", "이 플로우로 응답하는 엔드포인트가 없습니다. 먼저 게시하세요."));

    /// <summary>The slug has the wrong form.</summary>
    public static ApiProblem BadSlug(string slug) => new(StatusCodes.Status422UnprocessableEntity, "endpoint.bad-slug", LocalText.Of(
        $"\"{Short(slug)}\" cannot be an endpoint's name: use 1 to 64 lower-case letters, digits and inner hyphens, such as refund-answers.",
        $"\"{Short(slug)}\"은(는) 엔드포인트 이름으로 쓸 수 없습니다. 영문 소문자, 숫자, 중간의 하이픈으로 64자까지 쓰세요. 예: refund-answers"));

    /// <summary>The slug belongs to another flow.</summary>
    public static ApiProblem SlugTaken(string slug) => new(StatusCodes.Status409Conflict, "endpoint.slug-taken", LocalText.Of(
        $"There is an endpoint \"{slug}\" already, of another flow or one in the bin. Choose another name, or remove that endpoint first.",
        $"\"{slug}\" 엔드포인트가 이미 있습니다(다른 플로우 또는 휴지통의 플로우). 다른 이름을 고르거나 그 엔드포인트를 먼저 삭제하세요."));

    /// <summary>The note is too long.</summary>
    public static ApiProblem NoteTooLong(int most) => new(StatusCodes.Status422UnprocessableEntity, "endpoint.bad-note", LocalText.Of(
        $"The note may have {most} characters at most.", $"메모는 {most}자까지 쓸 수 있습니다."));

    /// <summary>The shares of traffic do not add up, or name a version that is not there.</summary>
    public static ApiProblem BadTraffic => new(StatusCodes.Status422UnprocessableEntity, "endpoint.bad-traffic", LocalText.Of(
        "Traffic is an object of versions of this flow with whole per cents that make 100, such as { \"3\": 90, \"4\": 10 }.",
        "트래픽은 이 플로우의 버전과 비율(합계 100인 정수)로 된 객체입니다. 예: { \"3\": 90, \"4\": 10 }"));

    /// <summary>A caller wants to change a setting that the owner did not open.</summary>
    public static ApiProblem ClosedSetting(string node, string setting) => new(StatusCodes.Status422UnprocessableEntity, "endpoint.closed-setting", LocalText.Of(
        $"The setting \"{Short(setting)}\" of the node \"{Short(node)}\" is not open to callers of this endpoint.",
        $"\"{Short(node)}\" 노드의 \"{Short(setting)}\" 설정은 이 엔드포인트 호출자가 바꿀 수 없습니다."));

    /// <summary>A caller sends a message to a flow that one cannot talk to.</summary>
    public static ApiProblem TakesNoMessage => new(StatusCodes.Status422UnprocessableEntity, "endpoint.no-message", LocalText.Of(
        "This flow takes no message: it has neither a chat input nor a text input. Call it with its own inputs.",
        "이 플로우에는 채팅 입력이나 텍스트 입력이 없어 메시지를 받을 수 없습니다. 플로우의 입력 이름으로 호출하세요."));

    /// <summary>A caller sends a file that no input of the flow takes.</summary>
    public static ApiProblem TakesNoFile(string name) => new(StatusCodes.Status422UnprocessableEntity, "endpoint.no-file", LocalText.Of(
        $"This flow has no free input for the file \"{Short(name)}\".",
        $"이 플로우에는 \"{Short(name)}\" 파일을 받을 입력이 남아 있지 않습니다."));

    /// <summary>A caller without a key wants to see more of a run than its results.</summary>
    public static ApiProblem OnlyResults => new(StatusCodes.Status403Forbidden, "endpoint.only-results", LocalText.Of(
        "Callers without a key see the results of a run only. Ask for ?events=output, or show a key.",
        "키 없이 호출하면 실행 결과만 볼 수 있습니다. ?events=output을 쓰거나 키를 보내세요."));

    /// <summary>There is no earlier traffic to go back to.</summary>
    public static ApiProblem NothingBefore(string slug) => new(StatusCodes.Status409Conflict, "endpoint.nothing-before", LocalText.Of(
        $"The traffic of \"{slug}\" has not been changed yet, so there is nothing to go back to.",
        $"\"{slug}\"의 트래픽을 바꾼 적이 없어 되돌릴 것이 없습니다."));

    /// <summary>A version was restored, but could not be stored.</summary>
    public static ApiProblem NotStored => new(StatusCodes.Status503ServiceUnavailable, "storage.busy", LocalText.Of(
        "The flow could not be stored just now; the program keeps trying. Look at it again in a little while.",
        "지금은 플로우를 저장하지 못했습니다. 프로그램이 계속 시도하니 잠시 후 다시 확인하세요."))
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    /// <summary>What to compare is neither a version nor the draft.</summary>
    public static ApiProblem BadComparison => new(StatusCodes.Status400BadRequest, "request.bad-query", LocalText.Of(
        "The query parameters from and to must be the number of a version, or \"draft\".",
        "쿼리 매개변수 from과 to에는 버전 번호나 \"draft\"를 적어야 합니다."));

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
