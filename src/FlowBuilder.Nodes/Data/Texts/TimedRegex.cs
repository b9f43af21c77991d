using System.Text.RegularExpressions;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>A regular expression that cannot hold up a flow.</summary>
/// <remarks>Without backtracking a pattern takes time in proportion to the text. What needs backtracking (look-around,
/// back-references) gets a time limit.</remarks>
internal static class TimedRegex
{
    private static readonly TimeSpan BacktrackingTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinearTime = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static LocalText? ProblemOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, BacktrackingTime);
            return null;
        }
        catch (ArgumentException)
        {
            return LocalText.Of(
                "The pattern is not a valid regular expression; check its brackets and backslashes.",
                "패턴이 올바른 정규식이 아닙니다. 괄호와 역슬래시를 확인하세요.");
        }
    }

    /// <summary>Makes it.</summary>
    /// <exception cref="NodeException">The pattern cannot be read.</exception>
    public static Regex Of(string pattern, RegexOptions options)
    {
        if (ProblemOf(pattern) is { } wrong) throw new NodeException("regex.pattern", wrong);
        try
        {
            return new Regex(pattern, options | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LinearTime);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options | RegexOptions.CultureInvariant, BacktrackingTime);
        }
    }

    /// <summary>The fault of a pattern that ran out of time.</summary>
    public static NodeException TooSlow(RegexMatchTimeoutException failure) => new(
        "regex.too-slow",
        LocalText.Of(
            "The pattern takes too long on this text. Make it simpler: avoid repetitions inside repetitions.",
            "이 텍스트에 패턴을 적용하는 데 너무 오래 걸립니다. 반복 안에 반복을 쓰지 않도록 단순하게 고치세요."),
        innerException: failure);
}
