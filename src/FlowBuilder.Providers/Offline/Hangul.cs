namespace FlowBuilder.Providers.Offline;

/// <summary>What is Korean.</summary>
internal static class Hangul
{
    /// <summary>Whether a code point is a Hangul syllable.</summary>
    public static bool Is(int codePoint) => codePoint is >= 0xAC00 and <= 0xD7A3;

    /// <summary>Whether a text is Korean rather than English: a fifth of its letters are Hangul.</summary>
    public static bool IsKorean(string text)
    {
        var letters = text.Count(char.IsLetter);
        return letters > 0 && text.Count(letter => Is(letter)) * 5 >= letters;
    }
}
