using System.Text.Json;
using FlowBuilder.Core;

namespace FlowBuilder.Nodes.Json;

/// <summary>Reads JSON out of a text that a model wrote: bare, in a code fence, or with words around it.</summary>
internal static class JsonInText
{
    private const string Fence = "```";
    private const int MaxTries = 32;

    /// <summary>Reads a text that is JSON as a whole.</summary>
    public static bool TryParse(string text, out JsonElement json)
    {
        try
        {
            json = JsonSerializer.Deserialize<JsonElement>(text, CoreJson.Options);
            return true;
        }
        catch (JsonException)
        {
            json = default;
            return false;
        }
    }

    /// <summary>The JSON in a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">There is none; the exception's position is that in the most likely piece of the text.</exception>
    public static JsonElement Read(string text)
    {
        var whole = text.Trim().TrimStart('\uFEFF');
        if (TryParse(whole, out var json)) return json;
        var piece = FencedOrNull(whole) ?? whole;
        if (piece.Length != whole.Length && TryParse(piece, out json)) return json;
        if (LongestOrNull(piece) is { } longest) return longest;
        var start = piece.AsSpan().IndexOfAny('{', '[');
        return JsonSerializer.Deserialize<JsonElement>(start > 0 ? piece[start..] : piece, CoreJson.Options);
    }

    /// <summary>The JSON in a text, mended where it is only nearly JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="repairs">What was mended; empty where nothing had to be.</param>
    /// <exception cref="JsonException">There is nothing like JSON in it.</exception>
    public static JsonElement Mend(string text, out IReadOnlyList<JsonRepairKind> repairs)
    {
        repairs = [];
        var whole = text.Trim().TrimStart('\uFEFF');
        if (TryParse(whole, out var json)) return json;
        var piece = FencedOrNull(whole) ?? whole;
        if (LongestMendedOrNull(piece, piece.Length != whole.Length, out repairs) is { } mended) return mended;
        return Read(text);
    }

    // What begins with a bracket and goes farthest; a remark such as [1] is shorter than what was asked for.
    private static JsonElement? LongestMendedOrNull(string text, bool isPiece, out IReadOnlyList<JsonRepairKind> repairs)
    {
        JsonElement? longest = null;
        var (length, at) = (0, 0);
        repairs = [];
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var start = text.AsSpan(at).IndexOfAny('{', '[');
            if (start < 0) break;
            start += at;
            if (JsonRepair.Read(text, start, out var end, out var mended) is not { } json)
            {
                at = start + 1;
                continue;
            }

            if (end - start > length)
            {
                // What needed no mending stays to the letter.
                longest = mended.Count == 0 && TryParse(text[start..end], out var exact) ? exact : json;
                length = end - start;
                var isAlone = !isPiece && start == 0 && end >= text.Length;
                repairs = isAlone ? mended : [JsonRepairKind.Surroundings, .. mended];
            }

            at = end;
        }

        return longest;
    }

    // The longest of the first values that stand in the text: a remark such as [1] is shorter than what was asked for.
    private static JsonElement? LongestOrNull(string text)
    {
        JsonElement? longest = null;
        var (length, at) = (0, 0);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var start = text.AsSpan(at).IndexOfAny('{', '[');
            if (start < 0) break;
            start += at;
            var end = EndOf(text, start);
            if (end < 0 || !TryParse(text[start..end], out var json))
            {
                at = start + 1;
                continue;
            }

            if (end - start > length) (longest, length) = (json, end - start);
            at = end;
        }

        return longest;
    }

    private static string? FencedOrNull(string text)
    {
        var open = text.IndexOf(Fence, StringComparison.Ordinal);
        if (open < 0) return null;
        var line = text.IndexOf('\n', open);
        if (line < 0) return null;

        // A fence that is not closed was cut off, and what is in it with it.
        var close = text.IndexOf(Fence, line, StringComparison.Ordinal);
        return close < 0 ? text[(line + 1)..] : text[(line + 1)..close].Trim();
    }

    // Where the value that begins with a bracket ends, brackets in strings not counted; -1 where it does not end.
    private static int EndOf(string text, int start)
    {
        var (depth, isString) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isString:
                    i++;
                    break;
                case '"':
                    isString = !isString;
                    break;
                case '{' or '[' when !isString:
                    depth++;
                    break;
                case '}' or ']' when !isString:
                    if (--depth == 0) return i + 1;
                    break;
            }
        }

        return -1;
    }
}
