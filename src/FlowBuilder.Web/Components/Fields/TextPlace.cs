using System.Text.Json;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>A place in a text, as people count.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
public sealed record TextPlace(int Line, int Column)
{
    /// <summary>Where JSON cannot be read. The library counts bytes, which are more than the characters of most scripts.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="problem">What came of it.</param>
    public static TextPlace Of(string text, JsonException problem)
    {
        var line = (int)(problem.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++) start = text.IndexOf('\n', start) + 1;
        var end = text.IndexOf('\n', start);
        var bytes = (int)(problem.BytePositionInLine ?? 0);
        var column = 0;
        foreach (var rune in text[start..(end < 0 ? text.Length : end)].EnumerateRunes())
        {
            if (bytes <= 0) break;
            bytes -= rune.Utf8SequenceLength;
            column += rune.Utf16SequenceLength;
        }

        return new TextPlace(line + 1, column + 1);
    }
}
