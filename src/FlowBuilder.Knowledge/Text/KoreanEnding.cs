namespace FlowBuilder.Knowledge.Text;

/// <summary>Recognises the polite verb endings with which Korean sentences close, written without a full stop too.</summary>
internal static class KoreanEnding
{
    private static readonly string[] Endings =
    [
        "니다", "니까", "세요", "어요", "아요", "여요", "예요", "에요", "해요", "돼요", "네요", "군요", "죠", "지요", "나요", "까요",
        "가요", "았다", "었다", "였다", "했다", "한다", "된다", "있다", "없다", "이다", "하다", "십시오",
    ];

    /// <summary>Whether a text ends with such an ending.</summary>
    public static bool EndsASentence(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimEnd();
        foreach (var ending in Endings)
        {
            if (trimmed.EndsWith(ending)) return true;
        }

        return false;
    }
}
