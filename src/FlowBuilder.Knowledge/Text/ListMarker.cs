namespace FlowBuilder.Knowledge.Text;

/// <summary>Recognises the number or letter that begins an item: <c>1.</c>, <c>2)</c>, <c>(3)</c>, <c>a)</c>, <c>가.</c>.</summary>
internal static class ListMarker
{
    private const int MostDigits = 3;

    /// <summary>How many characters the marker at the start of a line has; 0 where there is none.</summary>
    public static int LengthAt(ReadOnlySpan<char> line)
    {
        var opened = !line.IsEmpty && line[0] == '(';
        var rest = opened ? line[1..] : line;
        var body = Body(rest);
        if (body == 0 || body >= rest.Length) return 0;
        var closes = opened ? rest[body] == ')' : rest[body] is '.' or ')';
        var length = (opened ? 1 : 0) + body + 1;
        return closes && (length == line.Length || char.IsWhiteSpace(line[length])) ? length : 0;
    }

    private static int Body(ReadOnlySpan<char> rest)
    {
        var digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
        if (digits > 0) return digits <= MostDigits ? digits : 0;
        return !rest.IsEmpty && (char.IsAsciiLetterLower(rest[0]) || rest[0] is >= '가' and <= '하') ? 1 : 0;
    }
}
