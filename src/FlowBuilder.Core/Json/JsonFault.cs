using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Json;

/// <summary>One thing that is wrong with a text that should be JSON.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Path">The JSON path that was being read.</param>
/// <param name="Position">Where it is in the text.</param>
internal readonly record struct JsonFault(JsonFaultKind Kind, string Path, TextPosition Position)
{
    /// <summary>The fault in a sentence, with its place.</summary>
    public LocalText Text => Kind switch
    {
        JsonFaultKind.Empty => LocalText.Of("It is empty.", "내용이 비어 있습니다."),
        JsonFaultKind.EndsEarly => At("it breaks off in the middle", "중간에서 끊겼습니다"),
        JsonFaultKind.Comment => At("there is a comment, which JSON does not allow", "JSON에서 쓸 수 없는 주석이 있습니다"),
        JsonFaultKind.TrailingData => At("something follows after the JSON has ended", "JSON이 끝난 뒤에 다른 내용이 있습니다"),
        JsonFaultKind.TooDeep => At(
            $"objects and lists nest deeper than {CoreJson.MaxDepth} levels",
            $"객체와 목록이 {CoreJson.MaxDepth}단계보다 깊게 겹쳐 있습니다"),
        JsonFaultKind.DuplicateKey => At("a name stands twice in one object", "한 객체에 같은 이름이 두 번 있습니다"),
        JsonFaultKind.LoneSurrogate => At("a character is cut in half (\\ud800 to \\udfff alone)", "문자 하나가 반으로 잘려 있습니다(\\ud800~\\udfff가 홀로 있음)"),
        _ => At("this is not JSON", "JSON 형식에 맞지 않습니다"),
    };

    private LocalText At(string english, string korean) => LocalText.Of(
        $"Line {Position.Line}, column {Position.Column}: {english}.",
        $"{Position.Line}번째 줄 {Position.Column}번째 글자: {korean}.");
}
