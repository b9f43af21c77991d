namespace FlowBuilder.Knowledge.Text;

/// <summary>A stretch of a text by its first character and the one after its last, in UTF-16 code units.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    /// <summary>How many code units it holds.</summary>
    public int Length => End - Start;

    /// <summary>The stretch itself.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    /// <summary>The same stretch without white space at either end.</summary>
    public TextRange Trim(string text)
    {
        var (start, end) = (Start, End);
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new TextRange(start, end);
    }
}
