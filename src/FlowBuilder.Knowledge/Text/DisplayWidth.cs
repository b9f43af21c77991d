namespace FlowBuilder.Knowledge.Text;

/// <summary>How wide text is on a terminal, where Hangul, Kana and ideographs take two columns.</summary>
internal static class DisplayWidth
{
    /// <summary>The columns that a text takes.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var width = text.Length;
        foreach (var c in text)
        {
            if (IsWide(c)) width++;
        }

        return width;
    }

    private static bool IsWide(char c) => c is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF'
        or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';
}
