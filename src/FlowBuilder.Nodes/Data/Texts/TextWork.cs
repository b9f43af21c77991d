using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>Does what a text node's author chose. Characters are what people see as one, so that no emoji or syllable is cut in two.</summary>
internal static partial class TextWork
{
    /// <summary>The result for any operation but counting, splitting and joining.</summary>
    public static string Change(string text, TextSettings settings, CultureInfo language) => settings.Operation switch
    {
        TextOperation.Upper => text.ToUpper(language),
        TextOperation.Lower => text.ToLower(language),
        TextOperation.Title => language.TextInfo.ToTitleCase(text.ToLower(language)),
        TextOperation.Replace => settings.Find.Length == 0
            ? text
            : text.Replace(settings.Find, settings.Replacement, settings.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal),
        TextOperation.Slice => Slice(text, settings.From, settings.To),
        TextOperation.Pad => Pad(text, settings),
        TextOperation.Normalise => Normal(text),
        _ => text.Trim(),
    };

    /// <summary>The items of a text.</summary>
    public static IReadOnlyList<string> Split(string text, TextSettings settings)
    {
        var separator = Unescaped(settings.Separator);
        IEnumerable<string> items = separator.Length == 0 ? Characters(text) : text.ReplaceLineEndings("\n").Split(separator);
        return [.. settings.SkipEmpty && separator.Length > 0 ? items.Select(item => item.Trim()).Where(item => item.Length > 0) : items];
    }

    /// <summary>A list as one text; what is no list is joined line by line.</summary>
    public static string Join(object value, TextSettings settings)
    {
        var items = value is string text && !IsJsonList(text)
            ? text.ReplaceLineEndings("\n").Split('\n')
            : JsonOfValue.Read(value) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(JsonOfValue.TextOf)] : [JsonOfValue.TextOf(JsonOfValue.Read(value))];
        return string.Join(Unescaped(settings.Separator), settings.SkipEmpty ? items.Select(item => item.Trim()).Where(item => item.Length > 0) : items);
    }

    /// <summary>Characters, words and lines.</summary>
    public static JsonElement Count(string text) => JsonSerializer.SerializeToElement(
        new
        {
            characters = new StringInfo(text).LengthInTextElements,
            words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
            lines = text.Length == 0 ? 0 : text.ReplaceLineEndings("\n").Count(letter => letter == '\n') + 1,
        },
        CoreJson.Options);

    private static bool IsJsonList(string text) => text.TrimStart().StartsWith('[') && JsonInText.TryParse(text, out _);

    private static string Slice(string text, int from, int? to)
    {
        var characters = Characters(text);
        var (first, last) = (Place(from), to is { } end ? Place(end) : characters.Count);
        return first < last ? string.Concat(characters.Skip(first).Take(last - first)) : "";

        int Place(int index) => Math.Clamp(index < 0 ? index + characters.Count : index, 0, characters.Count);
    }

    private static string Pad(string text, TextSettings settings)
    {
        var missing = settings.Length - new StringInfo(text).LengthInTextElements;
        if (missing <= 0) return text;
        var filler = Characters(settings.Filler.Length == 0 ? " " : settings.Filler);
        var filled = string.Concat(Enumerable.Range(0, missing).Select(i => filler[i % filler.Count]));
        return settings.Side == PadSide.Start ? filled + text : text + filled;
    }

    private static string Normal(string text)
    {
        var one = text.ReplaceLineEndings("\n");
        try
        {
            one = one.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate has no normal form.
        }

        return EmptyLines().Replace(Blanks().Replace(one, " "), "\n\n").Trim();
    }

    private static List<string> Characters(string text)
    {
        var characters = new List<string>(text.Length);
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) characters.Add(elements.GetTextElement());
        return characters;
    }

    private static string Unescaped(string separator) => separator
        .Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);

    [GeneratedRegex("[^\\S\\n]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(" ?\\n(?: ?\\n)+ ?")]
    private static partial Regex EmptyLines();
}
