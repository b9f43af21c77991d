using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Json;

/// <summary>The part of a JSON Schema check that concerns single values: types, texts and numbers.</summary>
internal static class JsonSchemaValues
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    /// <summary>A value's type by JSON Schema's names.</summary>
    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsWhole(value) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    /// <summary>Whether a value is of a type by JSON Schema's names; every integer is a number too.</summary>
    public static bool IsOfType(JsonElement value, string type) =>
        TypeOf(value) is var own && (own == type || (own == "integer" && type == "number"));

    /// <summary>A number among a schema's keywords, or null.</summary>
    public static double? Number(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;

    /// <summary>What is wrong with a text or a number, in English and Korean.</summary>
    public static IEnumerable<(string English, string Korean)> ProblemsOf(JsonElement schema, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ProblemsOfText(schema, value.GetString()!),
        JsonValueKind.Number => ProblemsOfNumber(schema, value.GetDouble()),
        _ => [],
    };

    private static IEnumerable<(string English, string Korean)> ProblemsOfText(JsonElement schema, string text)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (Number(schema, "minLength") is { } least && length < least)
            yield return ($"has {length} characters where {least} are needed", $"{least}자 이상이어야 하는데 {length}자입니다");
        if (Number(schema, "maxLength") is { } most && length > most)
            yield return ($"has {length} characters where {most} are allowed", $"{most}자까지인데 {length}자입니다");
        if (schema.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String && !Matches(text, pattern.GetString()!))
            yield return ($"does not match the pattern {pattern.GetString()}", $"{pattern.GetString()} 패턴에 맞지 않습니다");
    }

    private static IEnumerable<(string English, string Korean)> ProblemsOfNumber(JsonElement schema, double number)
    {
        if (Number(schema, "minimum") is { } least && number < least)
            yield return ($"is less than {Text(least)}", $"{Text(least)}보다 작습니다");
        if (Number(schema, "maximum") is { } most && number > most)
            yield return ($"is greater than {Text(most)}", $"{Text(most)}보다 큽니다");
        if (Number(schema, "exclusiveMinimum") is { } above && number <= above)
            yield return ($"is not greater than {Text(above)}", $"{Text(above)}보다 크지 않습니다");
        if (Number(schema, "exclusiveMaximum") is { } below && number >= below)
            yield return ($"is not less than {Text(below)}", $"{Text(below)}보다 작지 않습니다");
        if (Number(schema, "multipleOf") is > 0 and var step && Math.Abs(Math.IEEERemainder(number, step)) > 1e-9 * step)
            yield return ($"is not a multiple of {Text(step)}", $"{Text(step)}의 배수가 아닙니다");
    }

    private static bool IsWhole(JsonElement value) => value.TryGetInt64(out _) || Math.Floor(value.GetDouble()) == value.GetDouble();

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    // A pattern that cannot be read, or takes too long, restricts nothing: the model's answer is not to blame for it.
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTime);
        }
        catch (Exception failure) when (failure is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
