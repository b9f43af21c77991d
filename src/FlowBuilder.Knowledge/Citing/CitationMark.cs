using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>A place in an answer that names sources by their numbers.</summary>
/// <param name="Length">How many UTF-16 code units it has.</param>
/// <param name="Numbers">The numbers that it names, in its order; a range stands for each number in it.</param>
/// <param name="IsBare">Whether it is a number in round brackets and nothing more, which need not be a citation.</param>
internal sealed partial record CitationMark(int Length, ImmutableArray<int> Numbers, bool IsBare)
{
    /// <summary>What may begin a mark.</summary>
    public const string Openers = "[【［(（";

    /// <summary>The most code units of a mark; whatever is longer is text.</summary>
    public const int MostLength = 120;

    private const int MostNumbers = 100;

    /// <summary>The mark that begins a text, or null where none does.</summary>
    /// <param name="text">The text from the opening bracket on.</param>
    public static CitationMark? At(string text)
    {
        if (Square().Match(text) is { Success: true } square)
        {
            // [1](https://…) is a link whose name is a number.
            if (square.Length < text.Length && text[square.Length] == '(') return null;
            return Of(square, isBare: false);
        }

        return Round().Match(text) is { Success: true } round ? Of(round, !round.Groups["word"].Success) : null;
    }

    /// <summary>Whether a text that begins with an opening bracket may yet become a mark when more of it comes.</summary>
    public static bool MayCome(string text) => text.Length <= MostLength && Begun().IsMatch(text);

    private static CitationMark? Of(Match match, bool isBare)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (Match part in Part().Matches(match.Groups["list"].Value))
        {
            var first = Number(part.Groups["first"]);
            var last = part.Groups["last"].Success ? Number(part.Groups["last"]) : first;
            if (last < first || last - first >= MostNumbers) return null;
            for (var number = first; number <= last; number++)
            {
                if (!numbers.Contains(number)) numbers.Add(number);
            }
        }

        return new CitationMark(match.Length, numbers.ToImmutable(), isBare);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Word = "(?:sources?|docs?|documents?|passages?|refs?|references?|출처|자료|문서|구절|조각|참고)";
    private const string List = "[0-9]{1,3}(?:\\s*[-–—~]\\s*[0-9]{1,3})?(?:\\s*[,;、]\\s*\\^?[0-9]{1,3}(?:\\s*[-–—~]\\s*[0-9]{1,3})?){0,20}";

    // [1], [1, 2], [1-3], [^1], [Source 1], 【1】, 【1†source】
    [GeneratedRegex("^[\\[【［][ ]?(?:\\^|" + Word + "[ ]?[:#]?[ ]?)?(?<list>" + List + ")[ ]?(?:†[^】\\]\\r\\n]{0,80})?[\\]】］]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Square();

    // (1), (source 2), （출처: 3）
    [GeneratedRegex("^[(（](?:(?<word>" + Word + ")[ ]?[:#]?[ ]?)?(?<list>" + List + ")[)）]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Round();

    [GeneratedRegex("^[\\[【［(（][ ]?\\^?[a-zA-Z가-힣]{0,10}[ ]?[:#]?[0-9 ,;、\\-–—~^]*(?:†[^】\\]\\r\\n]{0,80})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Begun();

    [GeneratedRegex("(?<first>[0-9]{1,3})(?:\\s*[-–—~]\\s*(?<last>[0-9]{1,3}))?", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
