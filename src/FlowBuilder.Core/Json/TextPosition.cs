namespace FlowBuilder.Core.Json;

/// <summary>A place in a text as an editor counts it.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Character in the line, from 1; a character is a Unicode code point.</param>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The first character of a text.</summary>
    public static readonly TextPosition Start = new(1, 1);

    /// <summary>The place after some more valid UTF-8.</summary>
    public TextPosition After(ReadOnlySpan<byte> utf8)
    {
        var lines = utf8.Count((byte)'\n');
        var characters = 0;
        foreach (var unit in utf8[(utf8.LastIndexOf((byte)'\n') + 1)..])
        {
            if ((unit & 0xC0) != 0x80) characters++;
        }

        return lines == 0 ? new TextPosition(Line, Column + characters) : new TextPosition(Line + lines, characters + 1);
    }
}
