using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>What a status means, in a few words.</summary>
internal static class StatusTitles
{
    private static readonly LocalText Other = LocalText.Of("The request was not fulfilled", "요청을 처리하지 못했습니다");

    private static readonly Dictionary<int, LocalText> Titles = new()
    {
        [400] = LocalText.Of("The request cannot be read", "요청을 읽을 수 없습니다"),
        [403] = LocalText.Of("This is not allowed", "허용되지 않은 요청입니다"),
        [404] = LocalText.Of("There is no such thing", "찾을 수 없습니다"),
        [405] = LocalText.Of("This address does not take that method", "이 주소에서 쓸 수 없는 메서드입니다"),
        [409] = LocalText.Of("This does not fit the present state", "지금 상태에서는 할 수 없습니다"),
        [412] = LocalText.Of("Somebody else has changed it meanwhile", "그사이 다른 사람이 변경했습니다"),
        [413] = LocalText.Of("The request is too large", "요청이 너무 큽니다"),
        [415] = LocalText.Of("The request is not JSON", "JSON 요청이 아닙니다"),
        [421] = LocalText.Of("The request is for another host", "다른 호스트로 보낸 요청입니다"),
        [422] = LocalText.Of("The content is not acceptable", "내용에 문제가 있습니다"),
        [429] = LocalText.Of("That is more than is allowed", "허용된 양을 넘었습니다"),
        [428] = LocalText.Of("The revision is missing", "리비전이 없습니다"),
        [500] = LocalText.Of("Something went wrong in the program", "프로그램에 문제가 생겼습니다"),
        [502] = LocalText.Of("A provider failed", "외부 서비스에 문제가 생겼습니다"),
        [503] = LocalText.Of("Not now", "지금은 처리할 수 없습니다"),
        [504] = LocalText.Of("It took too long", "시간이 너무 오래 걸렸습니다"),
        [507] = LocalText.Of("There is no room left", "저장 공간이 부족합니다"),
    };

    /// <summary>The words for a status.</summary>
    public static LocalText Of(int status) => Titles.GetValueOrDefault(status, Other);
}
