using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Says which ids callers may give.</summary>
internal static class DocumentId
{
    /// <summary>The rule, for people.</summary>
    public static LocalText Rule => LocalText.Of(
        $"An id has 1 to {KnowledgeBase.MostIdLength} characters, none of them a control character or a slash.",
        $"id는 1~{KnowledgeBase.MostIdLength}자이며 제어 문자와 빗금(/, \\)은 쓸 수 없습니다.");

    /// <summary>Whether an id may be used. Proxies disagree about encoded slashes, so an address could not name one that has them.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= KnowledgeBase.MostIdLength
        && id is not ("." or "..")
        && !id.Any(letter => char.IsControl(letter) || letter is '/' or '\\');
}
