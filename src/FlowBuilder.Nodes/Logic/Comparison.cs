using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Compares a value with what an author wrote: numbers as numbers, everything else as text.</summary>
/// <remarks>Texts are compared without the white space around them and in one Unicode form (NFC), so that Hangul typed on one
/// system equals Hangul typed on another.</remarks>
/// <param name="ignoreCase">Whether capital letters make no difference.</param>
internal sealed class Comparison(bool ignoreCase)
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    private StringComparison Text => ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether the comparison holds.</summary>
    /// <param name="given">The value; null where there is none.</param>
    /// <param name="how">The comparison.</param>
    /// <param name="wanted">What it is compared with.</param>
    /// <exception cref="NodeException">The pattern cannot be read, or takes too long.</exception>
    public bool Holds(JsonElement? given, ConditionOperator how, string wanted)
    {
        var text = Normal(given is { } json ? JsonOfValue.TextOf(json) : "");
        var other = Normal(wanted);
        return how switch
        {
            ConditionOperator.Equals => Order(text, other) == 0,
            ConditionOperator.NotEquals => Order(text, other) != 0,
            ConditionOperator.Contains => Contains(given, text, other),
            ConditionOperator.NotContains => !Contains(given, text, other),
            ConditionOperator.StartsWith => text.StartsWith(other, Text),
            ConditionOperator.EndsWith => text.EndsWith(other, Text),
            ConditionOperator.Greater => text.Length > 0 && Order(text, other) > 0,
            ConditionOperator.GreaterOrEqual => text.Length > 0 && Order(text, other) >= 0,
            ConditionOperator.Less => text.Length > 0 && Order(text, other) < 0,
            ConditionOperator.LessOrEqual => text.Length > 0 && Order(text, other) <= 0,
            ConditionOperator.IsEmpty => IsEmpty(given, text),
            ConditionOperator.IsNotEmpty => !IsEmpty(given, text),
            ConditionOperator.Matches => Matches(text, wanted),
            _ => IsTrue(text),
        };
    }

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static LocalText? ProblemOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, PatternTime);
            return null;
        }
        catch (ArgumentException)
        {
            return LocalText.Of(
                "The pattern is not a valid regular expression; check its brackets and backslashes.",
                "패턴이 올바른 정규식이 아닙니다. 괄호와 역슬래시를 확인하세요.");
        }
    }

    private bool Contains(JsonElement? given, string text, string wanted) => given is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Any(item => Order(Normal(JsonOfValue.TextOf(item)), wanted) == 0)
        : text.Contains(wanted, Text);

    private static bool IsEmpty(JsonElement? given, string text) => given switch
    {
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0,
        { ValueKind: JsonValueKind.Object } json => !json.EnumerateObject().Any(),
        _ => text.Length == 0,
    };

    private static bool IsTrue(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number != 0
        : text.ToUpperInvariant() is "TRUE" or "YES" or "Y" or "예" or "네" or "참";

    private bool Matches(string text, string pattern)
    {
        if (ProblemOf(pattern) is { } wrong) throw new NodeException("condition.pattern", wrong);
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            // Without backtracking a pattern takes linear time. What needs backtracking (look-around, back-references) gets a time limit.
            var regex = new Regex(pattern, options | RegexOptions.NonBacktracking, PatternTime);
            return regex.IsMatch(text);
        }
        catch (NotSupportedException)
        {
            return MatchesWithin(text, pattern, options);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
    }

    private static bool MatchesWithin(string text, string pattern, RegexOptions options)
    {
        try
        {
            return Regex.IsMatch(text, pattern, options, PatternTime);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
    }

    private static NodeException TooSlow() => new("condition.pattern-too-slow", LocalText.Of(
        "The pattern takes too long on this text. Make it simpler: avoid repetitions inside repetitions.",
        "이 텍스트에 패턴을 적용하는 데 너무 오래 걸립니다. 반복 안에 반복을 쓰지 않도록 단순하게 고치세요."));

    private int Order(string left, string right) =>
        double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var leftNumber)
        && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : string.Compare(left, right, Text);

    // A lone surrogate has no normal form.
    private static string Normal(string text)
    {
        try
        {
            return text.Trim().Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text.Trim();
        }
    }
}
