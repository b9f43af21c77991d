using System.Globalization;

namespace FlowBuilder.Core.Json;

/// <summary>Finds <c>\ud800</c> to <c>\udfff</c> escapes that have not their other half beside them.</summary>
/// <remarks>JSON's grammar allows them and parsers let them pass; the text they stand for does not exist in UTF-8.</remarks>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Replaces each in a JSON string's raw content, between its quotes, by <c>\ufffd</c>.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Replace(Span<byte> content)
    {
        var found = false;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '\\') continue;
            if (content[i + 1] != 'u')
            {
                i++;
                continue;
            }

            var unit = UnitAt(content, i);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(UnitAt(content, i + EscapeLength)))
            {
                i += (2 * EscapeLength) - 1;
                continue;
            }

            if (char.IsSurrogate(unit))
            {
                "\\ufffd"u8.CopyTo(content[i..]);
                found = true;
            }

            i += EscapeLength - 1;
        }

        return found;
    }

    private static char UnitAt(ReadOnlySpan<byte> content, int at) =>
        at + EscapeLength <= content.Length && content[at] == '\\' && content[at + 1] == 'u'
        && ushort.TryParse(content.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
